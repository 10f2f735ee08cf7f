/** Where the original puts its modules, or the lessons of one, into another order; and the same order made here. Pure. */
import type { Piece } from '#contracts/adoption.ts';
import { steadyIn } from '#contracts/order.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import type { CourseSides } from './course-pieces.ts';
import type { Between } from './outline.ts';
import { keys, seenOf, takenOf } from './piece-keys.ts';
import { blank, nameIn } from './piece-parts.ts';

export function orderPieces(sides: CourseSides): Piece[] {
  const { modules, lessons, at, newest } = sides;
  const revision = modules.reduce((sum, each) => sum + each.revision, 0);
  const ofModules = orderPiece(sides, {
    ...{ key: keys.order(), revision, mine: modules.map(({ id }) => id) },
    theirs: (manifest) => manifest.modules.map(({ id, title }) => ({ id: sides.idOf('module', id), title })),
  });
  const ofLessons = (at(newest)?.modules ?? []).flatMap(({ id, title }) => {
    const own = lessons.filter(({ moduleId }) => moduleId === sides.idOf('module', id));
    const found = orderPiece(sides, {
      key: keys.order(id),
      revision: Math.max(0, ...own.map(({ movedAt }) => movedAt)),
      mine: own.map((lesson) => lesson.id),
      theirs: (manifest) => lessonsIn(manifest, id).map((each) => ({ ...each, id: sides.idOf('lesson', each.id) })),
    });
    return found.map((piece) => ({ ...piece, about: title }));
  });
  return [...ofModules, ...ofLessons];
}

const lessonsIn = ({ modules }: Manifest, moduleId: string) => modules.find(({ id }) => id === moduleId)?.lessons ?? [];

interface Named {
  /** by which it goes here */
  id: string;
  title: Manifest['title'];
}
interface Order {
  key: string;
  revision: number;
  mine: readonly string[];
  theirs(manifest: Manifest): Named[];
}

/** Only what is in both can be in another order; what is new or gone is a difference of its own. */
function orderPiece({ draft, known, newest, at }: CourseSides, { key, revision, mine, theirs }: Order): Piece[] {
  const [base, taken, now] = [seenOf(known, key), takenOf(known, key), newest].map((version) => {
    const manifest = at(version);
    return manifest ? theirs(manifest) : [];
  }) as [Named[], Named[], Named[]];
  const names = new Map(now.map(({ id, title }) => [id, nameIn(title, draft.languages)]));
  const had = new Set(base.map(({ id }) => id));
  const shared = new Set(mine.filter((id) => names.has(id) && had.has(id)));
  const lines = (ids: readonly string[]) => ids.filter((id) => shared.has(id)).map((id) => names.get(id)!);
  const idsOf = (all: readonly Named[]) =>
    all
      .map(({ id }) => id)
      .filter((id) => shared.has(id))
      .join();
  const here = mine.filter((id) => shared.has(id)).join();
  if (idsOf(now) === idsOf(base) || idsOf(now) === here) return [];
  const said = [base, now].map((all) => lines(all.map(({ id }) => id)).join('\n'));
  const texts = { base: said[0]!, theirs: said[1]!, mine: lines(mine).join('\n') };
  return [{ ...blank, key, kind: 'order', change: 'changed', ...texts, changedHere: here !== idsOf(taken), revision }];
}

/** What is here in the order wanted; what that does not name stays behind the one it stands behind. */
export function arranged(here: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(wanted);
  const behind = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const id of here) {
    if (known.has(id)) anchor = id;
    else behind.set(anchor, [...(behind.get(anchor) ?? []), id]);
  }
  const present = new Set(here);
  const after = (id: string | null) => behind.get(id) ?? [];
  return [...after(null), ...wanted.filter((id) => present.has(id)).flatMap((id) => [id, ...after(id)])];
}

/** New places for as few as possible: what kept its order among the others stays where it is. Both name the same ids. */
export function placesFor(
  here: readonly { id: string; place: string }[],
  order: readonly string[],
  between: Between,
): Map<string, string> {
  const places = new Map(here.map(({ id, place }) => [id, place]));
  const steady = steadyIn([...places.keys()], order);
  const found = new Map<string, string>();
  let last: string | null = null;
  for (const [index, id] of order.entries()) {
    if (steady.has(id)) last = places.get(id)!;
    else {
      const next = order.slice(index + 1).find((each) => steady.has(each));
      last = between(last, next === undefined ? null : places.get(next)!);
      found.set(id, last);
    }
  }
  return found;
}
