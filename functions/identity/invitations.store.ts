/**
 * Invitations. A person has one at most, named by the record that asked for it; the token in the link is derived from
 * that record's id and stored hashed. A new one, another address or the password set make links sent before void.
 */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { newUlid } from '../platform/ids.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, table, type Write } from '../platform/table.ts';

const invitationMs = 7 * 24 * 3600 * 1000;

const InvitationEntity = new Entity({
  name: 'invitation',
  table,
  timestamps: false,
  schema: item({
    personId: string().key(),
    recordId: string(),
    actorId: string(),
    /** milliseconds */
    requestedAt: number(),
    until: number(),
    /** the delivery that sends it */
    claimedBy: string().optional(),
    /** RFC 3339 */
    sentAt: string().optional(),
  }),
  computeKey: ({ personId }) => ({ pk: `$identity#${personId}`, sk: 'invitation' }),
});
export type StoredInvitation = FormattedItem<typeof InvitationEntity>;

/** From a token's hash to the invitation it was sent for. */
const TokenEntity = new Entity({
  name: 'invitationToken',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), personId: string(), recordId: string(), expiresAt: number() }),
  computeKey: ({ hash }) => ({ pk: `$identity#inv_${hash}`, sk: 'invitation' }),
});

/**
 * The writes that ask for an invitation: from now on it is the only one. Their condition fails (part 1) when there is
 * another than `before` by now.
 */
export function invitationRequest(
  personId: string,
  actorId: string,
  now: number,
  before?: StoredInvitation | undefined,
): Write[] {
  const recordId = newUlid(now);
  const same = { attr: 'recordId', ...(before ? { eq: before.recordId } : { exists: false }) } as const;
  return [
    InvitationEntity.build(PutTransaction)
      .item(newInvitation({ personId, recordId, actorId }, now))
      .options({ condition: same as { attr: 'recordId'; exists: false } }),
    recordPut(
      { id: recordId, kind: 'signal', type: 'identity.invitationRequested', subjectId: personId, actorId },
      now,
    ),
  ];
}

const newInvitation = (asked: Pick<StoredInvitation, 'personId' | 'recordId' | 'actorId'>, now: number) => ({
  ...asked,
  requestedAt: now,
  until: now + invitationMs,
});

/** A person's first invitation, of a job that sends many: without a signal. Where there is one already, that one stays. */
export async function putFirstInvitation(
  asked: Pick<StoredInvitation, 'personId' | 'recordId' | 'actorId'>,
  now: number,
): Promise<void> {
  await InvitationEntity.build(PutItemCommand)
    .item(newInvitation(asked, now))
    .options({ condition: { attr: 'personId', exists: false } })
    .send()
    .catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
}

/** Makes all links void. */
export const invitationDelete = (personId: string): Write =>
  InvitationEntity.build(DeleteTransaction).key({ personId });

/** As `invitationDelete`; fails its condition where it is not this invitation any more. */
export const invitationTaken = ({ personId, recordId }: StoredInvitation): Write =>
  InvitationEntity.build(DeleteTransaction)
    .key({ personId })
    .options({ condition: { attr: 'recordId', eq: recordId } });

/**
 * Lets one delivery send it: of a doubled one the other answers false. Who fails after that is delivered again and holds it
 * still.
 */
export async function claimInvitation({ personId, recordId }: StoredInvitation, delivery: string): Promise<boolean> {
  try {
    await InvitationEntity.build(UpdateItemCommand)
      .item({ personId, claimedBy: delivery })
      .options({
        condition: {
          and: [
            { attr: 'recordId', eq: recordId },
            {
              or: [
                { attr: 'claimedBy', exists: false },
                { attr: 'claimedBy', eq: delivery },
              ],
            },
          ],
        },
      })
      .send();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}

/** Marks it as sent; fails its condition where it is not this one any more, or was sent before. */
export const invitationSent = ({ personId, recordId }: StoredInvitation, at: string): Write =>
  InvitationEntity.build(UpdateTransaction)
    .item({ personId, sentAt: at })
    .options({
      condition: {
        and: [
          { attr: 'recordId', eq: recordId },
          { attr: 'sentAt', exists: false },
        ],
      },
    });

export async function invitation(personId: string): Promise<StoredInvitation | undefined> {
  const { Item } = await InvitationEntity.build(GetItemCommand).key({ personId }).options({ consistent: true }).send();
  return Item;
}

/** Keeps the hash of the token, so that the link finds its invitation; again changes nothing. */
export async function putToken(hash: string, { personId, recordId, until }: StoredInvitation): Promise<void> {
  await TokenEntity.build(PutItemCommand)
    .item({ hash, personId, recordId, expiresAt: Math.ceil(until / 1000) })
    .send();
}

/** The invitation a token was sent for, if it is still the person's one and not too old. */
export async function invitationOf(hash: string, now: number): Promise<StoredInvitation | undefined> {
  const { Item } = await TokenEntity.build(GetItemCommand).key({ hash }).options({ consistent: true }).send();
  const found = Item && (await invitation(Item.personId));
  return found && found.recordId === Item.recordId && found.until > now ? found : undefined;
}
