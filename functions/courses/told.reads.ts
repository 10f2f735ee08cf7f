/** What who tells people of courses asks: apart from the other reads, because it needs no content. */
import * as store from './courses.store.ts';
import { learnersEverywhere } from './enrolments.store.ts';
import { recallsFor } from './recalls.reads.ts';

/** One page of the learners of a course in all academies and regions. */
export { learnersEverywhere };

/** Cards of released courses by id, as a map; unknown ids are absent. */
export async function cardsById(ids: readonly string[]): Promise<Map<string, store.StoredCard>> {
  return new Map((await store.cards(ids)).map((each) => [each.id, each]));
}

/** Is this version recalled? */
export const isRecalled = async (courseId: string, version: number): Promise<boolean> =>
  (await recallsFor([{ id: courseId, version }])).has(courseId);
