/** Reads of the progress room that both its endpoints and its export use. */
import type { Localised } from '#contracts/common.ts';
import type { Note } from '#contracts/notes.ts';
import type { LearnerRow } from '#contracts/progress.ts';
import { enrolledPage, lessonsOf, manifestOfVersion } from '../courses/courses.reads.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import { standings } from './arrivals.reads.ts';
import { learnerStatus } from './completion.ts';
import { presentNote } from './note.ts';
import { notePages } from './notes.store.ts';
import * as store from './progress.store.ts';
import { watchedBy } from './watch.store.ts';

const pageSize = 50;

/** One page of the learners of an academy or region in a course, by name, with where each stands. */
export async function learnersPage(
  courseId: string,
  branchId: string,
  from: Record<string, unknown> | undefined,
): Promise<{ rows: LearnerRow[]; lastKey: Record<string, unknown> | undefined }> {
  const { items, lastKey } = await enrolledPage(courseId, branchId, from, pageSize);
  const [people, organisations, summaries, totals] = await Promise.all([
    peopleById(items.map((each) => each.personId)),
    organisationsById(items.map((each) => each.organisationId)),
    standings(items),
    lessonTotals(
      courseId,
      items.map((each) => each.version),
    ),
  ]);
  const byPerson = new Map(summaries.map((each) => [each.personId, each]));
  const rows = items.flatMap((enrolment): LearnerRow[] => {
    const person = people.get(enrolment.personId);
    const summary = byPerson.get(enrolment.personId);
    if (!person) return [];
    return [
      {
        personId: person.id,
        givenName: person.givenName,
        familyName: person.familyName,
        version: enrolment.version,
        organisationName: organisations.get(enrolment.organisationId)?.name ?? ({} as Localised),
        status: learnerStatus(summary),
        lessonsCompleted: summary?.completedLessons.length ?? 0,
        lessonsTotal: totals.get(enrolment.version) ?? 0,
        enrolledAt: enrolment.enrolledAt,
        lastAt: summary?.lastAt ?? null,
        completedAt: summary?.completedAt ?? null,
      },
    ];
  });
  return { rows, lastKey };
}

async function lessonTotals(courseId: string, versions: readonly number[]): Promise<Map<number, number>> {
  const distinct = [...new Set(versions)];
  const manifests = await Promise.all(distinct.map((version) => manifestOfVersion(courseId, version)));
  return new Map(manifests.map((manifest) => [manifest.version, lessonsOf(manifest).length]));
}

/** All that progress keeps about a person, but for what they noted for themselves. */
export async function dataOf(personId: string) {
  const [learned, lectures] = await Promise.all([store.learnedBy(personId), watchedBy(personId)]);
  return { ...learned, lectures };
}

/** What a person noted for themselves: to be given to nobody else. */
export async function ownNotes(personId: string): Promise<Note[]> {
  const found: Note[] = [];
  for await (const notes of notePages(personId)) found.push(...notes.map(presentNote));
  return found;
}
