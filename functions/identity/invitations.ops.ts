/** Invitations: asked for, sent, looked at, accepted. The person sets the password on our own page. */
import type { identity } from '#contracts/identity.ts';
import { AppError } from '#contracts/errors.ts';
import type { people as contract, PersonDetail } from '#contracts/people.ts';
import { createAccount, deleteAccount, setPassword } from '../platform/accounts.ts';
import type { Context } from '../platform/context.ts';
import { derivedToken } from '../platform/derived-token.ts';
import { environment } from '../platform/environment.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { sendMail } from '../platform/mail.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import * as invitations from './invitations.store.ts';
import { invitationLetter } from './letters.ts';
import { nameIn } from './organisation.ts';
import { organisation } from './organisations.store.ts';
import * as people from './people.store.ts';
import { accountToCome } from './person.ts';
import { detailOf, managedPerson } from './person-view.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Public<Name extends keyof typeof identity> = Input<(typeof identity)[Name]>;

/** a second request while the letter is being sent asks for nothing new */
const underWayMs = 60_000;

export const invitationHandlers: Pick<Handlers<typeof contract>, 'invitePerson'> &
  Pick<Handlers<typeof identity>, 'lookAtInvitation' | 'acceptInvitation'> = {
  invitePerson: invite,
  lookAtInvitation: look,
  acceptInvitation: accept,
};

async function invite(ctx: Context, { params }: Of<'invitePerson'>): Promise<PersonDetail> {
  const [person] = await managedPerson(ctx, params.personId);
  if (person.disabled) throw new AppError('personDisabled');
  if (person.activeAt !== undefined) throw new AppError('alreadyActive');
  const asked = await invitations.invitation(person.id);
  const underWay = asked && asked.sentAt === undefined && ctx.now - asked.requestedAt < underWayMs;
  const request = invitations.invitationRequest(person.id, ctx.person.id, ctx.now, asked);
  if (!underWay) await transact(...request).catch(ignoreRepeat);
  return detailOf(ctx, person);
}

/** Only who has never signed in, and is not kept out, sets a password by a link. */
const mayAccept = (person: Person | undefined): person is Person =>
  person !== undefined && !person.disabled && person.activeAt === undefined;

async function invited(ctx: Context, token: string) {
  const asked = await invitations.invitationOf(sha256(token), ctx.now);
  const person = asked && (await people.person(asked.personId));
  if (!asked || !mayAccept(person)) throw new AppError('invitationInvalid');
  return { asked, person };
}

async function look(ctx: Context, { body }: Public<'lookAtInvitation'>) {
  const { asked, person } = await invited(ctx, body.token);
  const home = person.homeId === undefined ? undefined : await organisation(person.homeId);
  const { givenName, login } = person;
  return { givenName, login, organisationName: home?.name ?? {}, until: new Date(asked.until).toISOString() };
}

async function accept(ctx: Context, { body }: Public<'acceptInvitation'>): Promise<Record<string, never>> {
  const { asked, person } = await invited(ctx, body.token);
  await setPassword(person.login, body.password);
  const about = { subjectId: person.id, actorId: person.id };
  await transact(
    invitations.invitationTaken(asked),
    recordPut({ kind: 'fact', type: 'identity.invitationAccepted', ...about }, ctx.now),
  ).catch(ignoreRepeat);
  return {};
}

/** Reaction: makes the account and sends the letter, once per request, unless another request came after it. */
export async function sendInvitation({ id, subjectId, delivery, now }: RecordEvent): Promise<void> {
  const [person, asked] = await Promise.all([people.person(subjectId), invitations.invitation(subjectId)]);
  if (asked?.recordId !== id || asked.sentAt !== undefined || asked.until <= now || !mayAccept(person)) return;
  if (!(await invitations.claimInvitation(asked, delivery))) return;
  const refused = await refusal(makeAccount(person));
  if (refused) return noteRefusal(asked, refused, now);
  const token = await derivedToken('invitation', asked.recordId);
  await invitations.putToken(sha256(token), asked);
  await sendMail({ to: person.login, ...(await letterTo(person, token, asked.until)) });
  const at = new Date(now).toISOString();
  const about = { subjectId: person.id, actorId: asked.actorId };
  await transact(
    invitations.invitationSent(asked, at),
    people.personMoment(person.id, { invitedAt: at }),
    recordPut({ kind: 'fact', type: 'identity.invited', ...about }, now),
  ).catch(ignoreRepeat);
}

/** Their account at the user pool; who was bound to another one gets a new one, and it alone lets them in. */
async function makeAccount(person: Person): Promise<void> {
  // an account under this address is the old one, whoever holds its password
  if (person.subject === accountToCome) await deleteAccount(person.login);
  const subject = await createAccount(person.login);
  if (person.subject !== undefined && person.subject !== subject) await people.bindAccount(person, subject);
}

/** The user pool does not take the address: sending it again would help nobody. */
const refusal = (creation: Promise<unknown>): Promise<AppError | undefined> =>
  creation.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'invalid') return error;
      throw error;
    },
  );

const noteRefusal = ({ personId, actorId }: invitations.StoredInvitation, { code }: AppError, now: number) =>
  transact(
    recordPut({ kind: 'fact', type: 'identity.invitationFailed', subjectId: personId, actorId, data: { code } }, now),
  );

async function letterTo({ locale, givenName, homeId, timeZone }: Person, token: string, until: number) {
  const home = homeId === undefined ? undefined : await organisation(homeId);
  return invitationLetter({
    language: locale,
    givenName,
    organisationName: nameIn(home?.name ?? {}, locale),
    link: `${environment('PUBLIC_ORIGIN')}/invitation#${token}`,
    until: new Date(until).toISOString(),
    timeZone,
  });
}

/** Another request or delivery came first: then its outcome stands. */
function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
