/** What becomes of attempts with their people: a duplicate’s become the kept person’s, an erased person’s answers go. */
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { recordPut } from '../platform/record.ts';
import { transact } from '../platform/table.ts';
import type { Standing } from './attempt.ts';
import { appealsOf, putAppeal, putOwner, removeAppeal } from './appeals.store.ts';
import * as store from './attempts.store.ts';
import { blankChange, changesOf } from './changes.store.ts';
import { eraseLectureAnswers, uniteLectureAnswers } from './lecture-people.ops.ts';
import { standingPut, standingsOf } from './standings.store.ts';

/** Reaction: again, it finds nothing to do. Answers are copied before anything points to them. */
export async function uniteAttempts({ subjectId, objectId, now }: RecordEvent): Promise<void> {
  const person = await keptPerson(subjectId);
  if (!person || objectId === undefined) return;
  await uniteLectureAnswers(objectId, person.id, now);
  const own = new Map((await standingsOf(person.id)).map((each) => [each.runId, each]));
  for (const theirs of await standingsOf(objectId)) {
    await uniteStanding(theirs, own.get(theirs.runId), { from: objectId, to: person.id, now });
  }
}

/** Points stay; words go: of the answers, of appeals, and those that were said about them. */
async function removeAnswers(personId: string, id: string): Promise<void> {
  const { batches, marks } = await store.everythingOf(personId, id);
  for (const batch of batches) await store.removeBatch({ ...batch, personId, id, entries: '' });
  await store.removeSeen(personId, id);
  await store.putMarks(marks.map(({ comment: _, ...mark }) => mark));
  for (const { answer: _, ...each } of await appealsOf(personId, id)) await putAppeal({ ...each, text: '' });
}

interface Way {
  from: string;
  to: string;
  now: number;
}

async function uniteStanding(theirs: Standing, own: Standing | undefined, { from, to, now }: Way): Promise<void> {
  const moved = theirs.attempts.filter((id) => !own?.attempts.includes(id));
  if (own && !moved.length) return;
  for (const id of moved) await copyAttempt(id, { from, to, now });
  const after: Standing = {
    ...(own ?? theirs),
    personId: to,
    // theirs before one’s own: the last is the one that may be under way
    attempts: [...moved, ...(own?.attempts ?? [])],
    extraMinutes: Math.max(theirs.extraMinutes, own?.extraMinutes ?? 0),
    extraAttempts: Math.max(theirs.extraAttempts, own?.extraAttempts ?? 0) + (own ? moved.length : 0),
    revision: (own?.revision ?? 0) + 1,
  };
  const about = { kind: 'fact', type: 'assessments.merged', subjectId: to, actorId: 'system' } as const;
  const record = { ...about, objectId: theirs.runId, data: { from, attempts: moved.length } };
  await transact(standingPut(after, own), recordPut(record, now));
}

/** Everything of an attempt under the other name, which alone is listed; what is under way is closed when its time is over. */
async function copyAttempt(id: string, { from, to, now }: Way): Promise<void> {
  const { head, result, batches, marks } = await store.everythingOf(from, id);
  for (const batch of batches)
    await store.putBatch({ ...batch, personId: to, id, entries: JSON.stringify(batch.entries) });
  await store.putMarks(marks.map((mark) => ({ ...mark, personId: to })));
  for (const appeal of await appealsOf(from, id)) {
    await putAppeal({ ...appeal, personId: to });
    await removeAppeal(appeal);
  }
  if (!head) return;
  await store.putCopy({ ...head, personId: to, changedAt: now }, result && { ...result, personId: to }, now);
  await putOwner({ id, personId: to, runId: head.runId });
  await store.unlist(head);
}

/** Reaction: what was answered goes, and why more time was given; that it was sat, and the marks, stay on record. */
export async function eraseAnswers(personId: string): Promise<void> {
  await eraseLectureAnswers(personId);
  for (const { attempts } of await standingsOf(personId)) {
    for (const id of attempts) await removeAnswers(personId, id);
  }
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await changesOf(personId, from);
    for (const each of items) await blankChange(each);
    from = lastKey;
  } while (from);
}
