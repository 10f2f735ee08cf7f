/** Takes a lesson of the original over as a whole, or puts the one made of it into the bin. */
import { languages as allLanguages } from '#contracts/common.ts';
import type { Manifest, ManifestLesson } from '../courses/courses.reads.ts';
import type { Context } from '../platform/context.ts';
import { inParallel } from '../platform/parallel.ts';
import type { Access } from './access.ops.ts';
import { adoptedBlocks } from './adopted-course.ts';
import { adoptedId } from './adoption.ops.ts';
import { adoptMedia, seedBlock } from './blocks.store.ts';
import { putFilm } from './films.store.ts';
import { copiedFrozen, picturesIn } from './lesson-copy.ts';
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
  const module = manifest.modules.find(({ lessons }) => lessons.some(({ id }) => id === found.id))!;
  await changeOutline(ctx, courseId, ({ outline, next }) => {
    const idOf = adoptedId(courseId);
    const known = outline.lessons.find(({ id }) => id === made.id);
    if (known && !rules.inBin(known)) return { after: outline, writes: [] };
    rules.requireLessonRoom(outline, !known);
    const own = outline.modules.find(({ id }) => id === idOf('module', module.id));
    const added = own
      ? undefined
      : newModule(outline, { courseId, id: idOf('module', module.id), title: module.title });
    const among = added ? withModule(outline, added) : outline;
    const place = placeAmong(among, module.lessons, { made, idOf });
    const lesson = rules.placedLesson(among, { ...made, moduleId: (own ?? added)!.id, place, movedAt: next }, between);
    return { after: withLesson(among, lesson), writes: [...(added ? [modulePut(added)] : []), ...lessonPuts(lesson)] };
  });
  return 'done';
}

function newModule(outline: rules.Outline, made: Pick<StoredModule, 'courseId' | 'id' | 'title'>): StoredModule {
  rules.requireModuleRoom(outline);
  const last = rules.ordered(outline).modules.at(-1)?.place ?? null;
  return { ...made, place: between(last, null), revision: 0 };
}

type Siblings = readonly Pick<ManifestLesson, 'id'>[];

/** Behind the lesson that stands before it in the original, as far as that stands here. */
function placeAmong(
  outline: rules.Outline,
  there: Siblings,
  { made, idOf }: { made: StoredLesson; idOf: ReturnType<typeof adoptedId> },
): string {
  const ids = there.map(({ id }) => idOf('lesson', id));
  const before = ids.slice(0, ids.indexOf(made.id));
  const own = rules.ordered(outline).lessons;
  const previous = own.findLast(({ id }) => before.includes(id));
  if (!previous) return between(null, own[0]?.place ?? null);
  const next = own.filter(({ moduleId }) => moduleId === previous.moduleId).find(({ place }) => place > previous.place);
  return between(previous.place, next?.place ?? null);
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
    ...{ courseId: draft.id, id: lessonId, moduleId: '', place: '', title: found.title, minutes: found.minutes },
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
