/** With whom the team shares its course for adoption: courses follows it, on the record written with it. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { sharedWith } from '#contracts/sharing.ts';
import { table, type Write } from '../platform/table.ts';

const SharingEntity = new Entity({
  name: 'draftSharing',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    with: string().enum(...sharedWith),
    organisationIds: list(string()),
    revision: number(),
    by: string(),
    at: string(),
  }),
  computeKey: ({ courseId }) => ({ pk: `$authoring#${courseId}`, sk: 'sharing' }),
});
export type StoredSharing = FormattedItem<typeof SharingEntity>;

/** Undefined where nobody has decided yet: shared with nobody. */
export async function sharingOf(courseId: string): Promise<StoredSharing | undefined> {
  const { Item } = await SharingEntity.build(GetItemCommand).key({ courseId }).options({ consistent: true }).send();
  return Item;
}

/** The write of a decision; fails its condition when somebody else decided meanwhile. */
export const sharingPut = (sharing: StoredSharing): Write =>
  SharingEntity.build(PutTransaction)
    .item(sharing)
    .options({
      condition:
        sharing.revision === 1 ? { attr: 'revision', exists: false } : { attr: 'revision', eq: sharing.revision - 1 },
    });
