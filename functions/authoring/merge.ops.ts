/** Two people are one: the kept person is in the teams of the duplicate. */
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { draft, draftCounted } from './drafts.store.ts';
import { stronger } from './team.ts';
import * as store from './team.store.ts';
import { tracePut } from './traces.store.ts';

/** Reaction: again, it finds nothing to do. */
export async function uniteTeams({ subjectId, objectId, now }: RecordEvent): Promise<void> {
  const kept = await keptPerson(subjectId);
  if (!kept || objectId === undefined) return;
  for (const { courseId } of await store.coursesOf(objectId)) await uniteTeam(courseId, objectId, kept.id, now);
}

const attemptsMax = 8;

async function uniteTeam(courseId: string, from: string, to: string, now: number): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const [head, duplicate, present] = await Promise.all([
      draft(courseId),
      store.member(courseId, from),
      store.member(courseId, to),
    ]);
    // an index may tell of what is there no more
    if (!head || !duplicate) return;
    const role = stronger(duplicate.role, present?.role);
    const since = present?.since ?? duplicate.since;
    const record: NewRecord = {
      ...{ kind: 'fact', type: 'authoring.teamChanged', subjectId: to, actorId: 'system', objectId: courseId },
      data: { before: present?.role ?? '', after: role, from },
    };
    try {
      return await transact(
        draftCounted(head, 'teamRevision'),
        store.memberPut({ courseId, personId: to, role, since }),
        store.memberDelete(duplicate),
        tracePut(courseId, from),
        recordPut(record, now),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
  throw new Error('team kept changing');
}
