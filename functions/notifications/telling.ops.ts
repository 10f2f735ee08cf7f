/** Keeps a notice for somebody, once however often what it tells of is delivered, and has it mailed when it is time. */
import { decodeTime } from 'ulid';
import { idPrefixes } from '#contracts/common.ts';
import type { RecordEvent } from '../platform/events.ts';
import { derivedUlid } from '../platform/ids.ts';
import { personNow } from '../identity/identity.reads.ts';
import { duePut } from './due.store.ts';
import { putNotice } from './inbox.store.ts';
import { mailTo } from './letters.ops.ts';
import { dueAt, type Waiting } from './mailing.ts';
import { expiryOf, type Notice, type Telling } from './notice.ts';
import { preferencesOf } from './preferences.store.ts';

/** Tells somebody of a record. Whoever did it themselves, and whoever is gone, is told nothing. */
export async function tell({ id: recordId, actorId, now }: RecordEvent, telling: Telling): Promise<void> {
  const { personId, kind, about, urgent } = telling;
  if (personId === actorId) return;
  const [person, preferences] = await Promise.all([personNow(personId), preferencesOf(personId)]);
  if (!person || person.disabled || person.mergedInto !== undefined) return;
  const at = decodeTime(recordId);
  const notice: Notice = {
    ...{ personId, kind, about, at: new Date(at).toISOString(), expiresAt: expiryOf(at) },
    id: `${idPrefixes.notice}_${derivedUlid(at, recordId, kind, personId)}`,
  };
  const waiting: Waiting = { personId, id: notice.id, kind, at: notice.at, ...(urgent ? { urgent } : {}) };
  const due = dueAt(waiting, preferences, person.timeZone);
  await putNotice(notice, due === undefined ? undefined : waiting, due === undefined ? [] : [duePut(personId, due)]);
  // a former delivery may have come no further than this
  if (due !== undefined && due <= now) await mailTo(personId, now);
}
