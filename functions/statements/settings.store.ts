/** How an academy or region issues statements. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { list } from 'dynamodb-toolbox/schema/list';
import { map } from 'dynamodb-toolbox/schema/map';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { languages } from '#contracts/common.ts';
import type { StatementSettings } from '#contracts/statements.ts';
import { table, type Write } from '../platform/table.ts';

const SettingsEntity = new Entity({
  name: 'statementSettings',
  table,
  timestamps: false,
  schema: item({
    organisationId: string().key(),
    languages: list(string().enum(...languages)),
    showPoints: boolean(),
    automatic: boolean(),
    hours: map({ minutes: number(), source: string(), since: string() }).optional(),
    revision: number(),
  }),
  computeKey: ({ organisationId }) => ({ pk: `$statements#${organisationId}`, sk: 'settings' }),
});

export type StoredSettings = Omit<StatementSettings, 'mayChange'>;

export async function settings(organisationId: string): Promise<StoredSettings | undefined> {
  const { Item } = await SettingsEntity.build(GetItemCommand)
    .key({ organisationId })
    .options({ consistent: true })
    .send();
  return Item && { ...Item, hours: Item.hours ?? null };
}

/** Fails its condition when somebody else changed them since. */
export const settingsPut = ({ hours, ...rest }: StoredSettings, before: number): Write =>
  SettingsEntity.build(PutTransaction)
    .item({ ...rest, ...(hours ? { hours } : {}) })
    .options({
      condition: before ? { attr: 'revision', eq: before } : { attr: 'organisationId', exists: false },
    });
