/** Assignments for tests. */
import { createHash } from 'node:crypto';
import { assignmentWork, type OwnAssignment, type WorkFile } from '#contracts/assignment-work.ts';
import { assignments, type AssignmentContent } from '#contracts/assignments.ts';
import { partsOf } from '#contracts/film-parts.ts';
import { newId, until, type TestClient } from './stack.ts';

export const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** As a teacher of a cohort in autumn 2026 sets it; dates are long before and after whatever day it is. */
export const contentOf = (change: Partial<AssignmentContent> = {}): AssignmentContent => ({
  title: 'Права затриманої особи',
  language: 'uk',
  text: 'Опишіть, **що і коли** повідомляють затриманій особі.',
  opensAt: '2020-01-01T06:00:00.000Z',
  dueAt: '2090-01-08T15:00:00.000Z',
  closesAt: null,
  takesText: true,
  fileTypes: ['application/pdf', docx, 'text/plain'],
  fileBytesMax: 10 * 1024 * 1024,
  filesMax: 3,
  submissionsMax: 2,
  pointsMax: 10,
  rubric: [
    {
      id: 'law',
      name: { uk: 'Підстави і строки' },
      levels: [
        { id: 'none', text: { uk: 'Не названо' }, points: 0 },
        { id: 'full', text: { uk: 'Названо всі' }, points: 6 },
      ],
    },
    {
      id: 'words',
      name: { uk: 'Мова' },
      levels: [
        { id: 'poor', text: { uk: 'Важко зрозуміти' }, points: 0 },
        { id: 'good', text: { uk: 'Ясно' }, points: 4 },
      ],
    },
  ],
  anonymous: false,
  ...change,
});

/** An assignment set to a cohort; answers its id. */
export async function createAssignment(
  teacher: TestClient,
  cohortId: string,
  change: Partial<AssignmentContent> = {},
): Promise<string> {
  const assignmentId = newId('assignment');
  const body = { content: contentOf(change), revision: null };
  await teacher.call(assignments.putAssignment, { params: { cohortId, assignmentId }, body });
  return assignmentId;
}

export interface Place {
  cohortId: string;
  assignmentId: string;
}

export const handIn = (
  learner: TestClient,
  place: Place,
  text: string,
  fileIds: string[] = [],
  submissionId = newId('submission'),
): Promise<OwnAssignment> =>
  learner.call(assignmentWork.handIn, { params: { ...place, submissionId }, body: { text, fileIds } });

const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

/** Sends a file in its parts; answers it once it was checked. */
export async function sendFile(learner: TestClient, place: Place, name: string, data: Uint8Array): Promise<WorkFile> {
  const params = { ...place, fileId: newId('file') };
  const body = { id: params.fileId, name, bytes: data.length, fingerprint: hash(data) };
  const { partBytes } = await learner.call(assignmentWork.startWorkFile, { params: place, body });
  const parts = partsOf(data.length, partBytes).map(({ number, start, end }) => ({
    ...{ number, data: data.subarray(start, end), sha256: hash(data.subarray(start, end)) },
  }));
  const asked = { parts: parts.map(({ number, sha256 }) => ({ number, sha256 })) };
  const { items } = await learner.call(assignmentWork.signWorkParts, { params, body: asked });
  for (const [index, { url, headers }] of items.entries())
    await fetch(url, { method: 'PUT', headers, body: Buffer.from(parts[index]!.data) });
  const whole = hash(Buffer.from(parts.map(({ sha256 }) => sha256).join(''), 'hex'));
  await learner.call(assignmentWork.completeWorkFile, { params, body: { sha256: whole } });
  return until(
    async () => (await learner.call(assignmentWork.workFile, { params })).file,
    ({ state }) => state === 'ready' || state === 'failed',
  );
}
