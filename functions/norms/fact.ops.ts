/** Who may change norms, what day it is for them, and the fact that something was changed. */
import { AppError } from '#contracts/errors.ts';
import { mayAnywhere, mayIn } from '#contracts/permissions.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { newUlid } from '../platform/ids.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import type { Write } from '../platform/table.ts';
import { differences } from './article.ts';
import { changePut } from './changes.store.ts';

/** Norms are everybody's: whoever administers one academy alone does not change them. */
export async function mayManage({ memberships }: Pick<Person, 'memberships'>): Promise<boolean> {
  if (!mayAnywhere(memberships, 'manageNorms')) return false;
  const held = await organisationsById(memberships.map(({ organisationId }) => organisationId));
  const roots = [...held.values()].filter(({ parentId }) => parentId === null);
  return roots.some(({ path }) => mayIn(memberships, 'manageNorms', path));
}

export async function requireManage(person: Pick<Person, 'memberships'>): Promise<void> {
  if (!(await mayManage(person))) throw new AppError('notAllowed');
}

/** Today where the asker is. */
export const today = ({ person, now }: Context): string =>
  // Swedish writes dates as ISO 8601 does
  new Intl.DateTimeFormat('sv-SE', { timeZone: person.timeZone, dateStyle: 'short' }).format(now);

export interface Changed {
  type: 'norms.articleChanged' | 'norms.competenceChanged';
  id: string;
  code: string;
  revision: number;
  before: Record<string, string>;
  after: Record<string, string>;
}

/** The fact and what it changed, under one id. `by`: an administrator and where they sat. */
export function factWrites(
  { type, id, code, revision, before, after }: Changed,
  by: { actorId: string; address: string | undefined; now: number },
): Write[] {
  const recordId = newUlid(by.now);
  const about = { type, subjectId: id, actorId: by.actorId };
  return [
    recordPut({ id: recordId, kind: 'fact', ...about, data: { code, revision } }, by.now),
    changePut({ recordId, ...about, address: by.address, ...differences(before, after) }, by.now),
  ];
}
