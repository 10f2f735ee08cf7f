/** Brings to the academy what the device kept: at the start, and whenever the network is back. */
import { againReportedMax, progress } from '#contracts/progress.ts';
import { ApiError, call } from '../client.ts';
import { round } from '../player/spans.ts';
import { refresh } from '../query.svelte.ts';
import { allKeptReads, allKeptWatch, creditWatch, dropRead, dropWatch, type KeptRead } from './device.ts';
import { resumeAt, type KeptWatch } from './kept-watch.ts';

/** what the contract takes in one report */
const spansMax = 128;
/** Refusals that no repetition will change: the lesson is gone, or the person may not learn there. */
const final = ['notFound', 'notEnrolled', 'invalid'];

/** Sends every record once; what could not be sent stays for the next time. Answers how many are still kept. */
export async function resendKept(personId: string): Promise<number> {
  const reads = await allKeptReads(personId);
  const watched = await allKeptWatch(personId);
  await inTurn(reads, resendRead, dropRead);
  await inTurn(watched, resendWatch, dropWatch);
  if (reads.length + watched.length > 0) await refresh(progress.course, progress.home);
  const words =
    (await resendWords(personId)) + (await resendAttempts(personId)) + (await resendLectureAnswers(personId));
  return (await allKeptReads(personId)).length + (await allKeptWatch(personId)).length + words;
}

/** Stops at the first sign that the academy is out of reach. */
async function inTurn<T>(
  records: T[],
  send: (record: T) => Promise<void>,
  drop: (record: T) => Promise<void>,
): Promise<void> {
  for (const record of records) {
    try {
      await send(record);
    } catch (error) {
      if (!(error instanceof ApiError)) return;
      if (final.includes(error.code)) await drop(record);
    }
  }
}

async function resendRead(record: KeptRead): Promise<void> {
  const query = record.version === undefined ? {} : { version: String(record.version) };
  await call(progress.readLesson, { params: { courseId: record.courseId, lessonId: record.lessonId }, query });
  await dropRead(record);
}

/** Asks first: another device may have moved the place since. */
async function resendWatch(record: KeptWatch): Promise<void> {
  const params = { courseId: record.courseId, lessonId: record.lessonId, lectureId: record.lectureId };
  const server = await call(progress.watch, { params });
  const positionSeconds = round(resumeAt(server, record));
  const spans = record.spans.slice(0, spansMax);
  const { again, captions } = record;
  const body = { positionSeconds, spans, again: again?.slice(0, againReportedMax), captions };
  const answer = await call(progress.reportWatch, { params, body });
  await creditWatch(record, answer.spans, record.changedAtMs);
}

/** Answers of tests, and tests that were finished without a network. */
async function resendAttempts(personId: string): Promise<number> {
  if (!localStorage.getItem('kurs.unsentAttempts')) return 0;
  const { sendAttempts } = await import('../attempt/resend.ts');
  return sendAttempts(personId).catch(() => 1);
}

/** Answers to questions inside lectures. */
async function resendLectureAnswers(personId: string): Promise<number> {
  if (!localStorage.getItem('kurs.unsentLectureAnswers')) return 0;
  const { sendLectureAnswers } = await import('../player/asking/send-answers.ts');
  return sendLectureAnswers(personId).catch(() => 1);
}

/** Notes and reports: what sends them is loaded only where something waits. */
async function resendWords(personId: string): Promise<number> {
  if (!localStorage.getItem('kurs.unsentWords')) return 0;
  const { sendWords } = await import('../study/send-words.ts');
  return sendWords(personId).catch(() => 0);
}
