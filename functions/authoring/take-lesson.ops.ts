/** Takes a lesson of the original over as a whole, or puts the one made of it into the bin. */
import { languages as allLanguages, type Language } from '#contracts/common.ts';
import type { Manifest, ManifestLesson } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import { inParallel } from '../platform/parallel.ts';
import type { Access } from './access.ops.ts';
import { adoptedBlocks } from './adopted-course.ts';
import { adoptedId } from './adoption.ops.ts';
import { adoptMedia, seedBlock } from './blocks.store.ts';
import { putFilm } from './films.store.ts';
import { copiedFrozen, picturesIn } from './lesson-copy.ts';
import { titledAnew } from './made-from.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { outlineHandlers } from './outline.ops.ts';
import { between, changeOutline, withLesson, withModule } from './outline-change.ops.ts';
import * as rules from './outline.ts';
import { lessonPuts, modulePut, type StoredLesson, type StoredModule } from './outline.store.ts';
import { asked, type Taking } from './take.ops.ts';
import type { Outcome } from './upstream-decisions.ops.ts';
import { lessonIn } from './upstream-items.ops.ts';

const atOnce = 8;

export async function takeLesson({ ctx, access, original, sides, piece }: Taking): Promise<Outcome> {
  const { id: courseId } = access.draft;
  if (piece.change === 'removed') {
    await outlineHandlers.binLesson(ctx, asked({ courseId, lessonId: sides.mine!.id }, {}));
    return 'done';
  }
  const manifest = original.versions.get(sides.newest)!;
  const found = lessonIn(manifest, sides.lessonId)!;
  const made = await bringBlocks(ctx, access, { manifest, found });
  const { languages } = access.draft;
  await changeOutline(ctx, courseId, ({ outline, next }) => {
    const known = outline.lessons.find(({ id }) => id === made.id);
    if (known && !rules.inBin(known)) return { after: outline, writes: [] };
    rules.requireLessonRoom(outline, !known);
    const lesson = { ...made, movedAt: next };
    const { after, placed, added } = placedAsThere(outline, lesson, {
      courseId,
      manifest,
      found,
      first: languages[0]!,
    });
    return { after, writes: [...(added ? [modulePut(added)] : []), ...lessonPuts(placed)] };
  });
  return 'done';
}

interface There {
  courseId: string;
  manifest: Manifest;
  /** the lesson in it */
  found: ManifestLesson;
  /** the first language */
  first: Language;
}

/** The lesson in the module it is in there, behind the lesson that stands before it; `added`: the module, where there was none. */
export function placedAsThere(
  outline: rules.Outline,
  lesson: StoredLesson,
  { courseId, manifest, found, first }: There,
): { after: rules.Outline; placed: StoredLesson; added: StoredModule | undefined } {
  const idOf = adoptedId(courseId);
  const module = manifest.modules.find(({ lessons }) => lessons.some(({ id }) => id === found.id))!;
  const id = idOf('module', module.id);
  const titles = titledAnew(module.title, first);
  const added = outline.modules.some((each) => each.id === id)
    ? undefined
    : newModule(
        outline,
        { courseId, id, ...titles },
        manifest.modules.map((each) => idOf('module', each.id)),
      );
  const among = added ? withModule(outline, added) : outline;
  const siblings = rules.ordered(among).lessons.filter((each) => each.moduleId === id && each.id !== lesson.id);
  const there = module.lessons.map((each) => idOf('lesson', each.id));
  const place = placeBehind(siblings, there, lesson.id);
  const placed = rules.placedLesson(among, { ...lesson, moduleId: id, place }, between);
  return { after: withLesson(among, placed), placed, added };
}

function newModule(
  outline: rules.Outline,
  made: Omit<StoredModule, 'place' | 'revision'>,
  there: readonly string[],
): StoredModule {
  rules.requireModuleRoom(outline);
  return { ...made, place: placeBehind(rules.ordered(outline).modules, there, made.id), revision: 0 };
}

/** Behind the one that stands before it there, as far as that stands here. */
function placeBehind(here: readonly { id: string; place: string }[], there: readonly string[], id: string): string {
  const before = there.slice(0, there.indexOf(id));
  const index = here.findLastIndex((each) => before.includes(each.id));
  return between(here[index]?.place ?? null, here[index + 1]?.place ?? null);
}

/** Puts the blocks and films of a lesson; the lesson itself follows, so that nobody sees half of it. */
async function bringBlocks(
  ctx: Context,
  { draft }: Access,
  { manifest, found }: { manifest: Manifest; found: ManifestLesson },
): Promise<
  Omit<StoredLesson, 'moduleId' | 'place' | 'movedAt'> & Pick<StoredLesson, 'moduleId' | 'place' | 'movedAt'>
> {
  const idOf = adoptedId(draft.id);
  const [lessonId, at] = [idOf('lesson', found.id), new Date(ctx.now).toISOString()];
  const frozen = adoptedBlocks(await frozenBlocksOf(manifest, found), idOf);
  const to = {
    courseId: draft.id,
    lessonId,
    by: ctx.person.id,
    at,
    first: draft.languages[0]!,
    idOf: (id: string) => id,
  };
  await adoptMedia(
    draft.id,
    frozen.flatMap(({ ref }) => ref ?? []),
  );
  await inParallel(copiedFrozen(frozen, manifest.languages[0]!, to, between), atOnce, seedBlock);
  return {
    ...{ courseId: draft.id, id: lessonId, moduleId: '', place: '', minutes: found.minutes },
    ...titledAnew(found.title, draft.languages[0]!),
    lectures: await bringFilms(manifest, found, draft.id),
    pictures: picturesIn(frozen, manifest.pictures),
    ...{ revision: 0, movedAt: 0, createdAt: at, createdBy: ctx.person.id },
  };
}

async function bringFilms({ lectures }: Manifest, found: ManifestLesson, courseId: string) {
  const shown: StoredLesson['lectures'] = {};
  for (const language of allLanguages) {
    const film = lectures.find(({ id }) => id === found.lectures[language]);
    if (!film) continue;
    const { version: _, ...kept } = film;
    const id = adoptedId(courseId)('lecture', film.id);
    await putFilm({ courseId, ...kept, id });
    const captions = allLanguages.filter((each) => film.captions[each] !== undefined);
    shown[language] = { id, title: film.title, durationSeconds: film.durationSeconds, captions };
  }
  return shown;
}
