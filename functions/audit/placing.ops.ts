/** Where facts belong: the organisations they concern, on the path these had at that moment. */
import { cardsById } from '../courses/courses.reads.ts';
import { nationalBody, periodsOf, samePeople } from '../identity/history.reads.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import { courseOf } from '../lectures/lectures.reads.ts';
import { factsOf, type RecordRange } from '../platform/record.ts';
import { concerns, dataOf, namedIn, type Fact } from './fact.ts';
import { lastedAt, pathAt, staysOf, type Period, type Place, type Stay } from './holding.ts';

/** All records, whenever. */
export const always: RecordRange = { from: '0', to: 'Z' };
/** more than an organisation is ever moved or renamed */
const factsMax = 1000;

type Path = readonly string[];

/** Organisations with their way through the tree; unknown ones are absent. */
export async function placesOf(ids: readonly string[]): Promise<Map<string, Place>> {
  const found = [...(await organisationsById(ids)).values()];
  const places = found.map(async ({ id, path, revision }): Promise<[string, Place]> => {
    // only a unit is ever moved, and a move is a revision
    const moves = path.length > 2 && revision > 0 ? await movesOf(id) : [];
    return [id, { path, moves }];
  });
  return new Map(await Promise.all(places));
}

async function movesOf(organisationId: string): Promise<Place['moves']> {
  const facts = await factsOf(organisationId, always, factsMax);
  return facts
    .filter(({ type }) => type === 'identity.organisationMoved')
    .flatMap((fact) => {
      const { from } = dataOf(fact);
      return typeof from === 'string' ? [{ at: fact.at, from }] : [];
    });
}

/** A person's time in each organisation and branch, oldest first; of several people: as if they were one. */
export async function stays(personIds: readonly string[]): Promise<{ periods: Period[]; stays: Stay[] }> {
  const periods = (await Promise.all(personIds.map(periodsOf))).flat();
  const places = await placesOf(periods.map(({ organisationId }) => organisationId));
  return { periods, stays: staysOf(periods, places) };
}

/** A person and those merged into them, themselves first; undefined where there is nobody. */
export async function personAndMerged(personId: string) {
  const family = await samePeople(personId);
  const person = family.get(personId);
  if (!person) return undefined;
  const ids = [personId];
  for (const id of ids) ids.push(...(family.get(id)?.mergedFrom ?? []).filter((one) => !ids.includes(one)));
  // what a duplicate learned is held by the one that is left
  const rootId = [...family.values()].find(({ mergedInto }) => mergedInto === undefined)?.id ?? personId;
  return { person, ids, rootId };
}

/** Looks up what places facts; answers a function that gives each its paths. */
export async function pathsOf(facts: readonly Fact[]): Promise<(fact: Fact) => Path[]> {
  const all = facts.map(concerns);
  const isNobodys = all.some((each) => Object.values(each).every((ids) => !ids.length));
  const lectures = await coursesOfLectures(facts);
  const people = [...new Set(all.flatMap((each) => each.people))];
  const [periods, cards, national] = await Promise.all([
    Promise.all(people.map(async (id): Promise<[string, Period[]]> => [id, await periodsOf(id)])),
    cardsById([...all.flatMap((each) => each.courses), ...lectures.values()]),
    isNobodys ? nationalBody() : undefined,
  ]);
  const places = await placesOf([
    ...all.flatMap((each) => each.organisations),
    ...periods.flatMap(([, some]) => some.map(({ organisationId }) => organisationId)),
    ...[...cards.values()].map(({ organisationId }) => organisationId),
  ]);
  const staysBy = new Map(periods.map(([id, some]) => [id, staysOf(some, places)]));
  return (fact) => {
    const named = concerns(fact);
    const courses = [...named.courses, ...named.lectures.flatMap((id) => lectures.get(id) ?? [])];
    const owners = courses.flatMap((id) => cards.get(id)?.organisationId ?? []);
    const paths = [
      ...[...named.organisations, ...owners].flatMap((id) => {
        const place = places.get(id);
        return place ? [pathAt(place, fact.at)] : [];
      }),
      ...named.people.flatMap((id) => whereabouts(staysBy.get(id) ?? [], fact.at)),
    ];
    // what concerns no organisation in particular is the national body's
    return paths.length || !national ? paths : [national.path];
  };
}

/** The courses of lectures that facts are about, by lecture. */
export async function coursesOfLectures(facts: readonly Fact[]): Promise<Map<string, string>> {
  const ids = [...new Set(facts.flatMap((fact) => namedIn(fact, 'lecture')))];
  const found = await Promise.all(
    ids.map(async (id): Promise<[string, string | undefined]> => [id, await courseOf(id)]),
  );
  return new Map(found.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Where a person belonged at a moment; who belonged nowhere is found where they were last. */
function whereabouts(all: readonly Stay[], at: string): Path[] {
  const then = all.filter((stay) => lastedAt(stay, at));
  if (then.length) return then.map(({ path }) => path);
  const before = all.filter(({ since }) => since <= at).sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1));
  const nearest = before[0] ?? all[0];
  return nearest ? [nearest.path] : [];
}
