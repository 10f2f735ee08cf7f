/** Sign-ins under way: what we keep until the browser comes back from the provider. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { sha256 } from '../platform/ids.ts';
import { table } from '../platform/table.ts';

const SignInEntity = new Entity({
  name: 'signIn',
  table,
  timestamps: false,
  schema: item({ hash: string().key(), verifier: string(), nonce: string(), returnTo: string(), expiresAt: number() }),
  computeKey: ({ hash }) => ({ pk: `$identity#sin_${hash}`, sk: 'signin' }),
});
export type SignIn = Pick<FormattedItem<typeof SignInEntity>, 'verifier' | 'nonce' | 'returnTo'>;

export async function putSignIn(state: string, signIn: SignIn, expiresAt: number): Promise<void> {
  await SignInEntity.build(PutItemCommand)
    .item({ hash: sha256(state), ...signIn, expiresAt })
    .send();
}

/** Takes a sign-in under way, once: a second callback with the same state finds nothing. */
export async function takeSignIn(state: string, now: number): Promise<SignIn | undefined> {
  const { Attributes } = await SignInEntity.build(DeleteItemCommand)
    .key({ hash: sha256(state) })
    .options({ returnValues: 'ALL_OLD' })
    .send();
  return Attributes && Attributes.expiresAt * 1000 > now ? Attributes : undefined;
}
