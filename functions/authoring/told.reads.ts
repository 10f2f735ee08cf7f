/** What who tells people of reviews and reports asks: apart from the other reads, because it needs no content of a course. */
import type { Localised } from '#contracts/common.ts';
import { drafts } from './drafts.store.ts';
import { report } from './reports.store.ts';
import { teamOf } from './team.store.ts';

/** Who writes a course: all of its team but those who only read. */
export const writersOf = async (courseId: string): Promise<string[]> =>
  (await teamOf(courseId)).filter(({ role }) => role !== 'reader').map(({ personId }) => personId);

/** Who reported an error; undefined where there is no answer to tell of. */
export async function answeredReporter(courseId: string, reportId: string): Promise<string | undefined> {
  const found = await report(courseId, reportId);
  return found?.answer ? found.by : undefined;
}

/** Titles of courses as they are written now; those without a draft are absent. */
export const draftTitles = async (ids: readonly string[]): Promise<Map<string, Localised>> =>
  new Map((await drafts(ids)).map(({ id, title }) => [id, title]));
