/**
 * Invitations of an import: batch after batch, each asking for the next, so that mail and user pool are not run over.
 * A batch delivered twice sends nothing twice: each invitation is named by job and line.
 */
import type { RecordEvent } from '../platform/events.ts';
import { derivedUlid } from '../platform/ids.ts';
import { job, type StoredJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { personIdOf } from './import-writes.ops.ts';
import { sendInvitation } from './invitations.ops.ts';
import { putFirstInvitation } from './invitations.store.ts';
import * as people from './people.store.ts';
import { pieceLines, planPiece } from './people-import-check.ops.ts';
import { reachedBy } from './people-import.ops.ts';

const batch = 50;
const lettersAtOnce = 3;

/** The write that asks for the batch beginning with this line of the plan; fails its condition when it was asked for before. */
export const invitationsSignal = ({ id, ownerId, createdAt }: StoredJob, from: number, now: number): Write =>
  recordPut(
    {
      id: derivedUlid(Date.parse(createdAt), id, 'invitations', String(from)),
      kind: 'signal',
      type: 'identity.invitationsRequested',
      subjectId: id,
      actorId: ownerId,
      data: { jobId: id, from, to: from + batch },
    },
    now,
  );

/** Reaction: invites the people made by a batch of lines, then asks for the next. */
export async function inviteBatch(event: RecordEvent): Promise<void> {
  const stored = await job(event.subjectId);
  const from = Number(event.data['from']);
  const lines = (await planPiece(stored, Math.floor(from / pieceLines))).slice(from % pieceLines).slice(0, batch);
  await inParallel(
    lines.filter(({ action }) => action === 'create'),
    lettersAtOnce,
    ({ line }) => inviteLine(stored, line, event),
  );
  await nextBatch(event, stored);
}

async function inviteLine({ id, ownerId }: StoredJob, line: number, event: RecordEvent): Promise<void> {
  const personId = personIdOf(id, line);
  // asked for once more when it was sent: a link that was used, or went to an address that was wrong, stays void
  if ((await people.person(personId))?.invitedAt !== undefined) return;
  const recordId = `${id}#${line}`;
  await putFirstInvitation({ personId, recordId, actorId: ownerId }, event.now);
  await sendInvitation({ ...event, id: recordId, subjectId: personId });
}

/** A batch that failed for good is left to the dead-letter queue; the others go on. */
export const inviteBatchGivenUp = async (event: RecordEvent): Promise<void> =>
  nextBatch(event, await job(event.subjectId));

async function nextBatch({ data, now }: RecordEvent, stored: StoredJob): Promise<void> {
  const next = Number(data['from']) + batch;
  if (next >= reachedBy(stored).lines) return;
  await transact(invitationsSignal(stored, next, now)).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}
