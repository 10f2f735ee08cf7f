/** What becomes of work with its people: a duplicate’s becomes the kept person’s, an erased person’s words go. */
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { abortParts } from '../platform/part-uploads.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { transact, unlessRefused } from '../platform/table.ts';
import { workIdOf } from './access.ops.ts';
import { placeOf } from './files.ops.ts';
import * as files from './files.store.ts';
import * as own from './submissions.store.ts';
import { fingerprints } from './winnowing.ts';
import type { Work } from './work.ts';
import * as works from './works.store.ts';

/** Reaction: again, it finds nothing to do. Where both have handed in, each keeps what it has under its own name. */
export async function uniteWorks({ subjectId, objectId, now }: RecordEvent): Promise<void> {
  const person = await keptPerson(subjectId);
  if (!person || objectId === undefined) return;
  for (const theirs of await works.worksOf(objectId)) await moveWork(theirs, person.id, now);
}

async function moveWork({ assignmentId, personId: from }: Work, to: string, now: number): Promise<void> {
  const [theirs, mine] = await Promise.all([works.work(assignmentId, from), works.work(assignmentId, to)]);
  if (!theirs || (mine && mine.state !== 'none')) return;
  const [sent, marks] = await Promise.all([own.submissionsOf(theirs), own.marksOf(theirs)]);
  for (const each of sent) await own.putSubmission({ ...each, personId: to });
  for (const each of marks) await own.putMark({ ...each, personId: to });
  const draft = await own.draft(theirs);
  if (draft) await unlessRefused(own.putDraft({ ...draft, personId: to }, undefined));
  for (const each of await files.filesOf(theirs, now)) {
    if (each.state === 'ready') await files.putFile({ ...each, personId: to });
  }
  const after: Work = {
    ...{ ...theirs, personId: to, id: await workIdOf(assignmentId, to) },
    allowances: [...theirs.allowances, ...(mine?.allowances ?? [])],
    revision: (mine?.revision ?? 0) + 1,
  };
  const record: NewRecord = {
    ...{ kind: 'fact' as const, type: 'assignments.merged', subjectId: to, actorId: 'system' },
    ...{ objectId: assignmentId, data: { from } },
  };
  const hashes = [...new Set(fingerprints(sent.at(-1)?.text ?? '').map(({ hash }) => hash))];
  await transact(
    works.workPut(after),
    ...(sent.length ? [works.aliasPut(after), works.printsPut(assignmentId, to, hashes)] : []),
    recordPut(record, now),
  );
  await forget(theirs, { sent, marks, now });
}

interface Kept {
  sent: readonly own.StoredSubmission[];
  marks: readonly own.KeptMark[];
  now: number;
}

/** What stands under the other name now goes from under this one. */
async function forget(theirs: Work, { sent, marks, now }: Kept): Promise<void> {
  await Promise.all([works.removeAlias(theirs), works.removePrints(theirs.assignmentId, theirs.personId)]);
  await own.removeDraft(theirs);
  for (const { number } of sent) await own.removeSubmission(theirs, number);
  for (const { revision } of marks) await own.removeMark(theirs, revision);
  for (const each of await files.filesOf(theirs, now)) await files.removeFile(each);
  await works.removeWork(theirs);
}

/** Reaction: what was written and said about it goes, and why somebody had more time; that it came, and the marks, stay. */
export async function eraseWorks(personId: string, now: number): Promise<void> {
  for (const work of await works.worksOf(personId)) {
    for (const each of await own.submissionsOf(work)) await own.putSubmission({ ...each, text: '', files: [] });
    for (const each of await own.marksOf(work))
      await own.putMark({ ...each, comment: null, comments: [], reason: null });
    await own.removeDraft(work);
    await works.removePrints(work.assignmentId, personId);
    for (const each of await files.filesOf(work, now)) await eraseFile(each);
    await works.putWork({ ...work, allowances: work.allowances.map((each) => ({ ...each, reason: '' })) });
  }
}

async function eraseFile(file: files.StoredFile): Promise<void> {
  if (file.state === 'waiting') await abortParts(placeOf(file));
  await files.removeFile(file);
}
