/** Facts by person, by day and by course, latest first, a page at a time. */
import { branchesOf } from '../identity/history.reads.ts';
import { ulidFloor } from '../platform/ids.ts';
import { factsAbout, factsOf, recordsById } from '../platform/record.ts';
import * as store from './audit.store.ts';
import { dayIn, monthIn, utcDays, utcMonths, type Stretch } from './days.ts';
import type { Fact } from './fact.ts';
import { latest, type Page, type Range, type Source } from './latest.ts';
import { always, personAndMerged } from './placing.ops.ts';
import { branch, seesAll, visibleCourse, visiblePerson, visibleTo, type Asker } from './reach.ops.ts';

/** Where a page begins, and how long it is. */
export interface Place {
  before: string | undefined;
  limit: number;
}

const rangeOf = ({ from, until }: Stretch): Range => ({ from: ulidFloor(from), to: ulidFloor(until) });

const about =
  (subjectId: string): Source<Fact> =>
  (range, limit) =>
    factsOf(subjectId, range, limit);

/** Facts about a person and those merged into them. */
export async function personFacts(asker: Asker, personId: string, place: Place): Promise<Page<Fact>> {
  const { ids, whole } = await visiblePerson(asker, personId);
  return latest(ids.map(about), { range: always, ...place, ...(whole ? {} : { keep: visibleTo(asker) }) });
}

/** Facts about oneself, all of them. */
export async function ownFacts(personId: string, place: Place): Promise<Page<Fact>> {
  const known = await personAndMerged(personId);
  return latest((known?.ids ?? []).map(about), { range: always, ...place });
}

/** Facts of a day in the calendar of an academy or region; of the national body: of the whole service. */
export async function dayFacts(
  asker: Asker,
  question: { organisationId: string; day: string; onlyChanges: boolean },
  place: Place,
): Promise<Page<Fact>> {
  const asked = await branch(asker, question.organisationId);
  const stretch = dayIn(question.day, asked.timeZone);
  const days = utcDays(stretch);
  const sources = (await branchesOf(asked)).flatMap((id) =>
    days.map((day): Source<store.DayRow & { id: string }> => {
      return async (range, limit) =>
        (await store.dayRows(id, day, question.onlyChanges, range, limit)).map((row) => ({ ...row, id: row.recordId }));
    }),
  );
  const { items, before } = await latest(sources, { range: rangeOf(stretch), ...place });
  const facts = await factsOfRows(items);
  return { items: facts.sort((a, b) => (a.id < b.id ? 1 : -1)), before };
}

const factsOfRows = (rows: readonly store.DayRow[]): Promise<Fact[]> =>
  recordsById(rows.map(({ subjectId, recordId }) => ({ subjectId, id: recordId })));

/**
 * Facts about a course in a month of its academy's calendar. Who does not see the whole service reads the rows of their
 * own branches only: how much there is elsewhere shows neither in a page nor in its length.
 */
export async function courseFacts(
  asker: Asker,
  { courseId, month }: { courseId: string; month: string },
  place: Place,
): Promise<Page<Fact>> {
  const { owner, branchIds, whole } = await visibleCourse(asker, courseId);
  const stretch = monthIn(month, owner.timeZone);
  const range = rangeOf(stretch);
  if (seesAll(asker, owner.path)) {
    const months = utcMonths(stretch).map((name): Source<Fact> => {
      return (some, limit) => factsAbout(courseId, name, some, limit);
    });
    return latest([about(courseId), ...months], { range, ...place });
  }
  const sources = branchIds.map((id): Source<Fact> => {
    return async (some, limit) => factsOfRows(await store.courseRows(courseId, id, some, limit));
  });
  return latest(sources, { range, ...place, ...(whole ? {} : { keep: visibleTo(asker) }) });
}
