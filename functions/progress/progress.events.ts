/** Writes the list of learners as CSV; unites what two records of one human have learned; completes lessons by their tests and questions; erases notes with their person. Safe to run again. */
import { ExportWords, type LearnerRow } from '#contracts/progress.ts';
import { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { z } from '#contracts/z.ts';
import { enrolmentOf, lessonsOf, manifestOfVersion } from '../courses/courses.reads.ts';
import { organisation } from '../identity/identity.reads.ts';
import { putExport } from '../platform/blobs.ts';
import { react, type RecordEvent } from '../platform/events.ts';
import { lessonOfRun } from '../assessments/assessments.reads.ts';
import { job, jobFailed, jobProgress, jobSucceeded, type StoredJob } from '../platform/jobs.ts';
import { learnersCsv } from './learners-csv.ts';
import { settle } from './arrivals.ops.ts';
import { uniteProgress } from './merge.ops.ts';
import { eraseNotes } from './notes.ops.ts';
import { learnersPage } from './progress.reads.ts';
import * as store from './progress.store.ts';
import { applyChange, placeOfLearner } from './tracking.ops.ts';

/** an academy's learners in one course; more would be a mistake somewhere */
const rowsMax = 50_000;

export const handler = react({
  async record(event) {
    if (event.type === 'identity.peopleMerged') return uniteProgress(event);
    if (event.type === 'courses.moved') return settle(event);
    if (event.type === 'identity.personErased') return eraseNotes(event.subjectId);
    if (event.type === 'assessments.lectureAnswered') return followAnswer(event);
    if (event.type.startsWith('assessments.')) return followTest(event);
    const stored = await job(event.subjectId);
    if (stored.state !== 'waiting') return;
    await writeExport(stored, event.now);
  },

  async givenUp(event) {
    if (event.type === 'progress.exportRequested')
      await jobFailed(event.subjectId, new AppError('internal'), event.now);
  },
});

/** A test of a lesson has come to something: the lesson may be completed by it. */
async function followTest({ subjectId: personId, objectId: runId = '', now }: RecordEvent): Promise<void> {
  const about = await lessonOfRun(runId);
  if (!about) return;
  const lesson = await store.lesson(personId, about.lessonId);
  if (!lesson?.testsLeft) return;
  const place = await placeOfLearner(personId, about.courseId, about.lessonId);
  if (place) await applyChange(place, {}, now);
}

/** A question inside a lecture was answered: it may have been the last one that was required. */
async function followAnswer({ subjectId: personId, objectId: lectureId = '', data, now }: RecordEvent): Promise<void> {
  const courseId = String(data['courseId']);
  const enrolment = await enrolmentOf(personId, courseId);
  if (!enrolment) return;
  const lessons = lessonsOf(await manifestOfVersion(courseId, enrolment.version));
  const shows = lessons.filter(({ lectures }) => Object.values(lectures).includes(lectureId));
  for (const { id } of shows) {
    const lesson = await store.lesson(personId, id);
    if (!lesson?.questionsLeft) continue;
    const place = await placeOfLearner(personId, courseId, id);
    if (place) await applyChange(place, {}, now);
  }
}

async function writeExport(stored: StoredJob, now: number): Promise<void> {
  const { courseId, organisationId } = stored.task as { courseId: string; organisationId: string };
  const rows: LearnerRow[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await learnersPage(courseId, organisationId, from);
    rows.push(...page.rows);
    from = page.lastKey;
    await jobProgress(stored.id, rows.length, Math.max(stored.total, rows.length));
  } while (from && rows.length < rowsMax);
  const { timeZone } = await organisation(organisationId);
  const words = z.parse(ExportWords, JSON.parse(stored.task['words'] ?? '{}'));
  const csv = learnersCsv(rows, words, z.parse(Language, stored.task['language']), timeZone);
  const file = { key: `${stored.id}.csv`, name: 'kurs-learners.csv' };
  await putExport(file.key, csv, 'text/csv; charset=utf-8');
  await jobSucceeded(stored.id, { rows: String(rows.length) }, now, file);
}
