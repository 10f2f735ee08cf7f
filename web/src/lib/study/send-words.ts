/** Brings a reader's notes and reports to the academy: what cannot be sent stays on the device. */
import { notes, type Note } from '#contracts/notes.ts';
import { reports } from '#contracts/reports.ts';
import { ulid } from 'ulid';
import { ApiError, call } from '../client.ts';
import * as unsent from './unsent.ts';
import type { UnsentNote, UnsentReport } from './unsent.ts';

/** Refusals that no repetition changes: kept here, shown to their writer as not sent. */
const forGood = (error: unknown): boolean => error instanceof ApiError && error.status < 500 && error.status !== 429;

const isConflict = (error: unknown): boolean => error instanceof ApiError && error.code === 'conflict';

/** Sends one note; where it was reworded elsewhere both stay. Throws what stands in the way. */
export async function sendNote(note: UnsentNote): Promise<Note | undefined> {
  const params = { courseId: note.courseId, lessonId: note.lessonId, noteId: note.id };
  if (note.removed) return remove(note, params);
  const { text, passage, moment = null, language, revision } = note;
  try {
    const saved = await call(notes.putNote, { params, body: { text, passage, moment, language, revision } });
    await unsent.acknowledged(note, saved.revision);
    return saved;
  } catch (error) {
    if (!isConflict(error)) throw error;
    const copy = { ...note, id: `nte_${ulid()}`, revision: null };
    await unsent.keepBoth(note, copy);
    return sendNote(copy);
  }
}

/** What was reworded elsewhere meanwhile is not removed by who had not read it. */
async function remove(note: UnsentNote, params: { courseId: string; lessonId: string; noteId: string }) {
  try {
    if (note.revision !== null) await call(notes.removeNote, { params, query: { revision: String(note.revision) } });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  await unsent.acknowledged(note, null);
  return undefined;
}

export async function sendReport({ personId, id, courseId, ...body }: UnsentReport): Promise<void> {
  await call(reports.sendReport, { params: { courseId, reportId: id }, body });
  await unsent.dropReport({ personId, id, courseId, ...body });
}

/** A course that is no more has no authors whom anything could reach. */
const isLost = (error: unknown): boolean =>
  error instanceof ApiError && ['notFound', 'invalid', 'idTaken'].includes(error.code);

async function resendReport(report: UnsentReport): Promise<void> {
  await sendReport(report).catch((error: unknown) => {
    if (!isLost(error)) throw error;
    return unsent.dropReport(report);
  });
}

/** Sends all that is kept; answers how many wait for the network. */
export async function sendWords(personId: string): Promise<number> {
  let [waiting, refused] = [0, 0];
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (forGood(error)) refused += 1;
      else waiting += 1;
    }
  };
  for (const note of await unsent.unsentNotes(personId)) await attempt(() => sendNote(note));
  for (const report of await unsent.unsentReports(personId)) await attempt(() => resendReport(report));
  if (waiting + refused === 0) unsent.lowerFlag();
  return waiting;
}
