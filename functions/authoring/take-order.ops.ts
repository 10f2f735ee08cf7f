/** Takes over in which order the original has its modules or the lessons of one, and in which module a lesson is. */
import { lessonsOf, type Manifest } from '../courses/courses.reads.ts';
import { adoptedId } from './adoption.ops.ts';
import { arranged, placesFor } from './order-pieces.ts';
import { between, changeOutline, withLesson, type Decided, type Present } from './outline-change.ops.ts';
import * as rules from './outline.ts';
import { lessonPlaced, moduleChange, modulePut } from './outline.store.ts';
import type { Taking } from './take.ops.ts';
import { placedAsThere } from './take-lesson.ops.ts';
import type { Outcome } from './upstream-decisions.ops.ts';

/** of one transaction; a longer move goes on in the next */
const movesAtOnce = 80;

export async function takeOrder({ ctx, access, original, piece }: Omit<Taking, 'sides'>): Promise<Outcome> {
  const { id: courseId } = access.draft;
  const manifest = original.versions.get(original.newest)!;
  const moduleId = piece.key.split('/')[1]!;
  const decide = moduleId === 'modules' ? modulesMoved : lessonsMoved;
  for (let left = true; left;) {
    await changeOutline(ctx, courseId, (present) => {
      const { after, writes } = decide(present, { courseId, manifest, moduleId });
      left = writes.length > movesAtOnce;
      return { after, writes: writes.slice(0, movesAtOnce) };
    });
  }
  return 'done';
}

interface Wanted {
  courseId: string;
  manifest: Manifest;
  /** in the original */
  moduleId: string;
}

function modulesMoved({ outline }: Present, { courseId, manifest }: Wanted): Decided {
  const here = rules.ordered(outline).modules;
  const wanted = manifest.modules.map(({ id }) => adoptedId(courseId)('module', id));
  const places = placesFor(
    here,
    arranged(
      here.map(({ id }) => id),
      wanted,
    ),
    between,
  );
  const moved = here.flatMap((before) => {
    const { asked: _, ...module } = before;
    const place = places.get(before.id);
    return place === undefined ? [] : [{ before, after: { ...module, place, revision: before.revision + 1 } }];
  });
  const modules = here.map((each) => moved.find(({ before }) => before === each)?.after ?? each);
  return { after: { ...outline, modules }, writes: moved.map(({ before, after }) => moduleChange(before, after)) };
}

function lessonsMoved({ outline, next }: Present, { courseId, manifest, moduleId }: Wanted): Decided {
  const idOf = adoptedId(courseId);
  const here = rules.ordered(outline).lessons.filter((each) => each.moduleId === idOf('module', moduleId));
  const there = manifest.modules.find(({ id }) => id === moduleId)?.lessons ?? [];
  const wanted = there.map(({ id }) => idOf('lesson', id));
  const places = placesFor(
    here,
    arranged(
      here.map(({ id }) => id),
      wanted,
    ),
    between,
  );
  const moved = here.flatMap(({ asked: _, ...lesson }) => {
    const place = places.get(lesson.id);
    return place === undefined ? [] : [{ ...lesson, place, movedAt: next }];
  });
  return { after: moved.reduce(withLesson, outline), writes: moved.map(lessonPlaced) };
}

/** Into the module it is in there, which is made where there is none. */
export async function takePlace({ ctx, access, original, sides }: Taking): Promise<Outcome> {
  const { id: courseId, languages } = access.draft;
  const manifest = original.versions.get(sides.newest)!;
  const found = lessonsOf(manifest).find(({ id }) => id === sides.lessonId)!;
  await changeOutline(ctx, courseId, ({ outline, next }) => {
    const lesson = { ...rules.requireStanding(outline, sides.mine!.id), movedAt: next };
    const { after, placed, added } = placedAsThere(outline, lesson, {
      courseId,
      manifest,
      found,
      first: languages[0]!,
    });
    return { after, writes: [...(added ? [modulePut(added)] : []), lessonPlaced(placed)] };
  });
  return 'done';
}
