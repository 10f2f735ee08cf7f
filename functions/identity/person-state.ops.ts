/** Endpoints of a person's sign-in: deactivate, sign out, second factor; and how the user pool follows. */
import { AppError } from '#contracts/errors.ts';
import type { people as contract, PersonDetail } from '#contracts/people.ts';
import {
  accountState,
  deleteAccount,
  disableAccount,
  enableAccount,
  resetSecondFactor,
  signOutAccount,
} from '../platform/accounts.ts';
import type { Context } from '../platform/context.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { transact, type Write } from '../platform/table.ts';
import { changesOf } from './changes.store.ts';
import * as people from './people.store.ts';
import { accountSignal, administrationGuards, factWrites, makeChange } from './person-change.ops.ts';
import { detailOf, managedPerson } from './person-view.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const personStateHandlers: Pick<
  Handlers<typeof contract>,
  'setDisabled' | 'signOutPerson' | 'personAccount' | 'resetSecondFactor'
> = {
  setDisabled,
  async signOutPerson(ctx, { params }) {
    const [person] = await managedPerson(ctx, params.personId);
    const [moment, signal] = signOutWrites(person.id, ctx.person.id, ctx.now);
    await transact(moment, signal, ...factWrites(ctx, person, person, { type: 'identity.signedOut' }));
    return {};
  },
  async personAccount(ctx, { params }) {
    const [person] = await managedPerson(ctx, params.personId);
    return accountState(person.login);
  },
  async resetSecondFactor(ctx, { params }) {
    const [person] = await managedPerson(ctx, params.personId);
    // one's own is changed after a fresh sign-in only, whatever one's roles
    if (person.id === ctx.person.id) throw new AppError('notAllowed');
    await resetSecondFactor(person.login);
    // the state lies at the user pool: the record follows it
    await transact(...factWrites(ctx, person, person, { type: 'identity.secondFactorReset' }));
    return {};
  },
};

async function setDisabled(ctx: Context, { params, body }: Of<'setDisabled'>): Promise<PersonDetail> {
  const { disabled, revision } = body;
  const [before, tree] = await managedPerson(ctx, params.personId);
  const isMade = (present: Person) => present.disabled === disabled;
  if (isMade(before)) return detailOf(ctx, before);
  if (revision !== before.revision) throw new AppError('conflict');
  const after: Person = {
    ...before,
    disabled,
    disabledAt: disabled ? new Date(ctx.now).toISOString() : undefined,
    // who is let in again signs in again
    signedOutAt: disabled ? ctx.now : before.signedOutAt,
    revision: before.revision + 1,
  };
  return makeChange(ctx, {
    before,
    after,
    tree,
    isMade,
    fact: { type: disabled ? 'identity.disabled' : 'identity.enabled' },
    records: [accountSignal({ disabled })],
    guards: await administrationGuards(ctx, before, after),
  });
}

/** The writes that end all sessions of a person, here and at the user pool. */
export const signOutWrites = (personId: string, actorId: string, now: number): [Write, Write] => [
  people.personMoment(personId, { signedOutAt: now }),
  recordPut({ ...accountSignal({ signOut: true }), subjectId: personId, actorId }, now),
];

/** Reaction: the account at the user pool becomes as the person is now; again changes nothing. */
export async function followPerson({ subjectId, data }: RecordEvent): Promise<void> {
  const person = await people.person(subjectId);
  // of who was erased there is no account any more
  if (!person || person.erasedAt !== undefined) return;
  if (data['formerLogin']) await dropFormerAccounts(person);
  await (person.disabled ? disableAccount(person.login) : enableAccount(person.login));
  if (data['signOut'] || person.disabled) await signOutAccount(person.login);
}

/** Accounts under addresses the person had before they ever signed in; one that somebody else holds now is left alone. */
async function dropFormerAccounts(person: Person): Promise<void> {
  const { items } = await changesOf(person.id, undefined);
  for (const login of new Set(items.flatMap(({ before }) => before['login'] ?? []))) {
    if (login !== person.login && !(await people.personByLogin(login))) await deleteAccount(login);
  }
}
