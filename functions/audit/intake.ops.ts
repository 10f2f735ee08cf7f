/** Takes facts in: rows by day, and what people hold. Any fact any number of times, in any order, with the same outcome. */
import { isDeepStrictEqual } from 'node:util';
import { samePeople } from '../identity/history.reads.ts';
import { factsOf } from '../platform/record.ts';
import { utcDay } from './days.ts';
import { dataOf, isChange, isIdOf, type Fact } from './fact.ts';
import { branchOn, holdingsOf, type Completion, type Holding } from './holding.ts';
import * as store from './audit.store.ts';
import * as held from './holdings.store.ts';
import { always, pathsOf, personAndMerged, stays } from './placing.ops.ts';

/** more than anybody leaves behind in a life of learning */
const factsMax = 100_000;
const attemptsMax = 20;

/** Puts the fact on its day, in every branch it concerns. */
export async function enterDay(fact: Fact): Promise<void> {
  const paths = (await pathsOf([fact]))(fact);
  const { id: recordId, subjectId, objectId, type, actorId, at } = fact;
  const row = { recordId, subjectId, type, actorId, at, ...(objectId ? { objectId } : {}), change: isChange(fact) };
  const courseId = [subjectId, objectId].find((id) => id && isIdOf('course', id));
  const branches = [...new Set(paths.map(branchOn))];
  const day = utcDay(Date.parse(at));
  await Promise.all(branches.map((branchId) => store.putDayRow({ ...row, branchId, day }, courseId)));
}

/** Reckons anew what a person holds, and those they were merged with. */
export async function refreshPerson(personId: string): Promise<void> {
  const family = [...(await samePeople(personId)).values()];
  // what was learned under two names is held by the one that is left
  for (const { id, mergedInto } of family) await refreshOne(id, mergedInto !== undefined);
}

async function refreshOne(personId: string, isMerged: boolean): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    // the revision first: who reckons with older facts than another must not write after them
    const revision = await held.holderRevision(personId);
    const [present, wanted] = await Promise.all([held.holdingsOf(personId), isMerged ? [] : reckoned(personId)]);
    const difference = differenceOf(present, wanted);
    if (!difference.put.length && !difference.gone.length) return;
    await held.changeHoldings(personId, revision, difference);
  }
  throw new Error('holdings kept changing');
}

async function reckoned(personId: string): Promise<Holding[]> {
  const known = await personAndMerged(personId);
  if (!known) return [];
  const completions = await completionsOf(known.ids);
  return completions.length ? holdingsOf(completions, (await stays(known.ids)).stays) : [];
}

/** Courses these people have completed, as their records say. */
export async function completionsOf(personIds: readonly string[]): Promise<Completion[]> {
  const facts = (await Promise.all(personIds.map((id) => factsOf(id, always, factsMax)))).flat();
  return facts
    .filter(({ type }) => type === 'progress.courseCompleted')
    .flatMap((fact) => {
      const { courseId, version } = dataOf(fact);
      return typeof courseId === 'string' ? [{ courseId, version: Number(version), at: fact.at }] : [];
    });
}

/** What to write and what to take away; as much as fits into one transaction, the rest follows in the next. */
function differenceOf(present: readonly Holding[], wanted: readonly Holding[]) {
  const key = ({ completedAt, courseId, version, branchId }: Holding) =>
    [completedAt, courseId, version, branchId].join(' ');
  const presentBy = new Map(present.map((each) => [key(each), each]));
  const wantedKeys = new Set(wanted.map(key));
  const put = wanted.filter((each) => !isDeepStrictEqual(presentBy.get(key(each)), each));
  const gone = present.filter((each) => !wantedKeys.has(key(each)));
  const some = put.slice(0, held.holdingWritesMax);
  return { put: some, gone: gone.slice(0, held.holdingWritesMax - some.length) };
}
