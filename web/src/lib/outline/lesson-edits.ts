/** What can be done to the lessons of an outline. */
import type { Draft } from '#contracts/authoring.ts';
import type { DraftLesson } from '#contracts/blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import type { Language } from '#contracts/common.ts';
import { call } from '../client.ts';
import { lessonIn, moduleIn, plusLesson, withLesson, withoutLesson } from './changes.ts';
import { edit, titled, type Edit } from './edit.ts';
import { lessonPlace, outlineOf, type Spot } from './outline.ts';

const courseParams = ({ id }: Draft) => ({ courseId: id });

/** Puts a lesson at a spot of the outline as it is shown. */
export function moveLesson(shown: Draft, id: string, spot: Spot): Edit | undefined {
  const place = lessonPlace(outlineOf(shown), spot, id);
  return edit(shown, (draft) => {
    const seen = lessonIn(draft, id);
    if (!seen || !moduleIn(draft, spot.moduleId)) return undefined;
    const to = { moduleId: spot.moduleId, place };
    return {
      kind: 'move',
      of: 'lesson',
      id,
      title: seen.title,
      apply: (now) => withLesson(now, id, to),
      holds: (base) => {
        const found = lessonIn(base, id);
        const stays = found?.moduleId === seen.moduleId && found.place === seen.place;
        return stays && moduleIn(base, to.moduleId) !== undefined;
      },
      send: (base) =>
        call(draftOutline.moveLesson, {
          params: { ...courseParams(base), lessonId: id },
          body: { ...to, outlineRevision: base.outlineRevision },
        }),
    };
  });
}

/** What of a lesson can be changed in place. */
export interface LessonWords {
  text: string;
  minutes: number;
}

/** Renames a lesson in one language, changes its minutes. */
export function changeLesson(shown: Draft, id: string, language: Language, words: LessonWords): Edit | undefined {
  return edit(shown, (draft) => {
    const seen = lessonIn(draft, id);
    if (!seen) return undefined;
    const title = titled(seen.title, language, words.text);
    const body = { ...(title[language] === seen.title[language] ? {} : { title }), minutes: words.minutes };
    return {
      kind: 'rename',
      of: 'lesson',
      id,
      title,
      minutes: words.minutes,
      apply: (now) => withLesson(now, id, body),
      holds: (base) => {
        const found = lessonIn(base, id);
        return found?.title[language] === seen.title[language] && found?.minutes === seen.minutes;
      },
      send: (base) => {
        const found = lessonIn(base, id) ?? seen;
        const merged = 'title' in body ? { title: titled(found.title, language, words.text) } : {};
        const params = { ...courseParams(base), lessonId: id };
        return call(draftOutline.changeLesson, { params, body: { ...body, ...merged, revision: found.revision } });
      },
    };
  });
}

export type NewLesson = Pick<DraftLesson, 'id' | 'moduleId' | 'title' | 'minutes'> & {
  copyOf: { courseId: string; lessonId: string } | null;
};

/** Adds a lesson at a spot: empty, or as a copy. */
export function addLesson(shown: Draft, made: NewLesson, index: number): Edit | undefined {
  const place = lessonPlace(outlineOf(shown), { moduleId: made.moduleId, index });
  const { id, moduleId, title, minutes, copyOf } = made;
  return edit(shown, () => ({
    kind: copyOf ? 'copy' : 'add',
    of: 'lesson',
    id,
    title,
    moduleId,
    apply: (now) =>
      plusLesson(now, { id, moduleId, place, title, minutes, lectures: {}, revision: 0, movedAt: now.outlineRevision }),
    holds: (base) => moduleIn(base, moduleId) !== undefined,
    send: (base) =>
      call(draftOutline.addLesson, {
        params: courseParams(base),
        body: { id, moduleId, place, title, minutes, copyOf },
      }),
  }));
}

/** Puts a lesson into the bin. */
export function binLesson(shown: Draft, id: string): Edit | undefined {
  return edit(shown, (draft) => {
    const seen = lessonIn(draft, id);
    return (
      seen && {
        kind: 'bin',
        of: 'lesson',
        id,
        title: seen.title,
        apply: (now) => withoutLesson(now, id),
        holds: () => true,
        send: (base) => call(draftOutline.binLesson, { params: { ...courseParams(base), lessonId: id } }),
      }
    );
  });
}

/** Brings a lesson back from the bin. */
export function restoreLesson(shown: Draft, lesson: DraftLesson): Edit | undefined {
  return edit(shown, () => ({
    kind: 'restore',
    of: 'lesson',
    id: lesson.id,
    title: lesson.title,
    apply: (now) => plusLesson(now, lesson),
    holds: () => true,
    send: (base) => call(draftOutline.restoreLesson, { params: { ...courseParams(base), lessonId: lesson.id } }),
  }));
}
