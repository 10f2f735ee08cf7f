/** What can be done to the modules of an outline. */
import type { Draft } from '#contracts/authoring.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { call } from '../client.ts';
import { moduleIn, plusModule, withModule, withoutModule } from './changes.ts';
import { edit, titled, type Edit } from './edit.ts';
import { modulePlace, outlineOf } from './outline.ts';

/** Adds a module at `index`. */
export function addModule(shown: Draft, made: { id: string; title: Localised }, index: number): Edit | undefined {
  const place = modulePlace(outlineOf(shown), index);
  const { id, title } = made;
  return edit(shown, () => ({
    kind: 'add',
    of: 'module',
    id,
    title,
    apply: (now) => plusModule(now, { id, title, place, revision: 0 }),
    holds: () => true,
    send: (base) => putModule(base, id, { title, place, revision: null }),
  }));
}

/** Renames a module in one language. */
export function renameModule(shown: Draft, id: string, language: Language, text: string): Edit | undefined {
  return edit(shown, (draft) => {
    const seen = moduleIn(draft, id);
    if (!seen) return undefined;
    const title = titled(seen.title, language, text);
    return {
      kind: 'rename',
      of: 'module',
      id,
      title,
      apply: (now) => withModule(now, id, { title }),
      holds: (base) => moduleIn(base, id)?.title[language] === seen.title[language],
      send: (base) => {
        const { title: now, place, revision } = moduleIn(base, id) ?? seen;
        return putModule(base, id, { title: titled(now, language, text), place, revision });
      },
    };
  });
}

/** Puts a module at `index` among the others. */
export function moveModule(shown: Draft, id: string, index: number): Edit | undefined {
  const place = modulePlace(outlineOf(shown), index, id);
  return edit(shown, (draft) => {
    const seen = moduleIn(draft, id);
    return (
      seen && {
        kind: 'move',
        of: 'module',
        id,
        title: seen.title,
        apply: (now) => withModule(now, id, { place }),
        holds: (base) => moduleIn(base, id)?.place === seen.place,
        send: (base) => {
          const { title, revision } = moduleIn(base, id) ?? seen;
          return putModule(base, id, { title, place, revision });
        },
      }
    );
  });
}

/** Removes a module that has no lessons. */
export function removeModule(shown: Draft, id: string): Edit | undefined {
  return edit(shown, (draft) => {
    const seen = moduleIn(draft, id);
    return (
      seen && {
        kind: 'remove',
        of: 'module',
        id,
        title: seen.title,
        apply: (now) => withoutModule(now, id),
        holds: () => true,
        send: (base) => call(draftOutline.removeModule, { params: { courseId: base.id, moduleId: id } }),
      }
    );
  });
}

const putModule = (
  base: Draft,
  moduleId: string,
  body: { title: Localised; place: string; revision: number | null },
): Promise<Draft> => call(draftOutline.putModule, { params: { courseId: base.id, moduleId }, body });
