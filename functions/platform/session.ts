/**
 * Who is asking. The cookie holds the person's id and a random secret; the table holds only the secret's hash.
 * Every request reads session and person together, so that a role taken away or a dismissal counts on the next request.
 */
import { randomBytes } from 'node:crypto';
import { Entity } from 'dynamodb-toolbox/entity';
import { BatchGetRequest } from 'dynamodb-toolbox/entity/actions/batchGet';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $remove, $set, UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { BatchGetCommand } from 'dynamodb-toolbox/table/actions/batchGet';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { FormattedItem } from 'dynamodb-toolbox/entity';
import { languages } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { roles, type Role } from '#contracts/permissions.ts';
import { sha256 } from './ids.ts';
import { batchGet, inverseKeys, table } from './table.ts';

export const sessionCookie = '__Host-kurs';
const idleMs = 12 * 3600 * 1000;
const absoluteMs = 7 * 24 * 3600 * 1000;
/** the session's “last seen” is written at most this often */
const touchMs = 15 * 60 * 1000;

export const PersonEntity = new Entity({
  name: 'person',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    givenName: string(),
    familyName: string(),
    login: string(),
    subject: string().optional(),
    locale: string().enum(...languages),
    timeZone: string(),
    disabled: boolean(),
    /** organisation the person belongs to, also while they hold no role */
    homeId: string().optional(),
    /** moments, RFC 3339: invitation last sent, first sign-in, deactivated, erased */
    invitedAt: string().optional(),
    activeAt: string().optional(),
    disabledAt: string().optional(),
    erasedAt: string().optional(),
    mergedInto: string().optional(),
    mergedFrom: list(string()).optional(),
    /** milliseconds: sessions that started before are void */
    signedOutAt: number().optional(),
    memberships: list(map({ organisationId: string(), roles: list(string().enum(...roles)) })),
    revision: number(),
    createdAt: string(),
    ...inverseKeys(),
  }),
  computeKey: ({ id }) => ({ pk: `$identity#${id}`, sk: 'person' }),
});
export type Person = FormattedItem<typeof PersonEntity>;

const roleInOrganisation = () => ({ organisationId: string(), role: string().enum(...roles) });

const SessionEntity = new Entity({
  name: 'session',
  table,
  timestamps: false,
  schema: item({
    hash: string().key(),
    personId: string(),
    startedAt: number(),
    seenAt: number(),
    expiresAt: number(),
    /** “see as”: the one role shown instead of the person's own, and their own one that allows it */
    seeAs: map({ ...roleInOrganisation(), by: map(roleInOrganisation()).optional() }).optional(),
    ...inverseKeys(),
  }),
  computeKey: ({ hash }) => ({ pk: `$identity#ses_${hash}`, sk: 'session' }),
});

/** Opens a session and answers the cookie to set. `now` in milliseconds. */
export async function openSession(personId: string, now: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const hash = sha256(secret);
  await SessionEntity.build(PutItemCommand)
    .item({
      hash,
      personId,
      startedAt: now,
      seenAt: now,
      expiresAt: Math.floor((now + absoluteMs) / 1000),
      gsi2pk: `$identity#sessions_${personId}`,
      gsi2sk: new Date(now).toISOString(),
    })
    .send();
  return `${sessionCookie}=${personId}.${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${absoluteMs / 1000}`;
}

/** The cookie that takes the session's cookie away. */
export const closedSessionCookie = `${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;

interface RoleInOrganisation {
  organisationId: string;
  role: Role;
}
/** Who asks: the person, and the role they look through, if any. */
export interface Asker {
  person: Person;
  seeAs: RoleInOrganisation | undefined;
}

/**
 * Who a session cookie stands for, or undefined where there is none, it has ended, or the person is disabled.
 * Under “see as” the person's memberships are the one role shown.
 */
export async function askerOfSession(cookie: string | undefined, now: number): Promise<Asker | undefined> {
  const parts = parseCookie(cookie);
  if (!parts) return undefined;
  const { Responses } = await batchGet(
    table
      .build(BatchGetCommand)
      .requests(
        SessionEntity.build(BatchGetRequest).key({ hash: parts.hash }),
        PersonEntity.build(BatchGetRequest).key({ id: parts.personId }),
      )
      .options({ consistent: true }),
  );
  const [session, person] = Responses?.[0] ?? [];
  if (!session || !person || session.personId !== person.id || person.disabled) return undefined;
  if (now - session.seenAt > idleMs || now - session.startedAt > absoluteMs) return undefined;
  if (session.startedAt <= (person.signedOutAt ?? 0)) return undefined;
  if (now - session.seenAt > touchMs) await touch(parts.hash, now);
  return seenAs(person, session.seeAs);
}

/** A view lasts as long as the role by which it began. */
function seenAs(person: Person, stored: View | undefined): Asker {
  if (!stored?.by || !holds(person, stored.by)) return { person, seeAs: undefined };
  const { organisationId, role } = stored;
  return {
    person: { ...person, memberships: [{ organisationId, roles: [role] }] },
    seeAs: { organisationId, role },
  };
}

type View = RoleInOrganisation & { by?: RoleInOrganisation | undefined };

const holds = ({ memberships }: Person, { organisationId, role }: RoleInOrganisation): boolean =>
  memberships.some((held) => held.organisationId === organisationId && held.roles.includes(role));

/** The write that begins (or, without a role, ends) “see as” in the session of this cookie. */
export function seeAsUpdate(cookie: string | undefined, seeAs: Required<View> | undefined) {
  const parts = parseCookie(cookie);
  if (!parts) throw new AppError('signInNeeded');
  return SessionEntity.build(UpdateTransaction)
    .item({ hash: parts.hash, seeAs: seeAs ? $set(seeAs) : $remove() })
    .options({ condition: { attr: 'personId', eq: parts.personId } });
}

/** Ends the session of this cookie; a second time does nothing. */
export async function closeSession(cookie: string | undefined): Promise<void> {
  const parts = parseCookie(cookie);
  if (parts) await SessionEntity.build(DeleteItemCommand).key({ hash: parts.hash }).send();
}

/** Removes a person's sessions and answers how many there were (identity only: no other room may). */
export async function removeSessions(personId: string): Promise<number> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(SessionEntity)
    .query({ index: 'gsi2', partition: `$identity#sessions_${personId}` })
    .options({ maxPages: 20 })
    .send();
  for (const { hash } of Items) await SessionEntity.build(DeleteItemCommand).key({ hash }).send();
  return Items.length;
}

async function touch(hash: string, now: number): Promise<void> {
  await SessionEntity.build(UpdateItemCommand)
    .item({ hash, seenAt: now })
    // a condition on any other attribute would need the right to write it
    .options({ condition: { attr: 'seenAt', exists: true } })
    .send()
    // ended in the meantime: the next request finds out
    .catch((error: Error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
    });
}

function parseCookie(cookie: string | undefined): { personId: string; hash: string } | undefined {
  const match = /^(per_[0-9A-Z]{26})\.([A-Za-z0-9_-]{43})$/.exec(cookie ?? '');
  return match ? { personId: match[1]!, hash: sha256(match[2]!) } : undefined;
}

/** When a person signed in and was last here, as far as it is still kept; nothing by which a session could be used. */
export async function sessionsOf(personId: string): Promise<{ startedAt: string; seenAt: string }[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(SessionEntity)
    .query({ index: 'gsi2', partition: `$identity#sessions_${personId}` })
    .options({ maxPages: 5 })
    .send();
  const moment = (ms: number) => new Date(ms).toISOString();
  return (Items ?? []).map(({ startedAt, seenAt }) => ({ startedAt: moment(startedAt), seenAt: moment(seenAt) }));
}
