/** Bands of a bank: questions that share one may be alike. */
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { table, type Write } from '../platform/table.ts';

const BandEntity = new Entity({
  name: 'questionBand',
  table,
  timestamps: false,
  schema: item({ organisationId: string().key(), band: string().key(), questionId: string().key() }),
  computeKey: ({ organisationId, band, questionId }) => ({
    pk: `$questions#band_${organisationId}#${band}`,
    sk: questionId,
  }),
});

interface Placed {
  id: string;
  organisationId: string;
}

/** The writes that put a question into other bands than before. */
export function bandWrites({ id, organisationId }: Placed, before: readonly string[], after: readonly string[]) {
  const key = (band: string) => ({ organisationId, band, questionId: id });
  const gone = before.filter((band) => !after.includes(band));
  const come = after.filter((band) => !before.includes(band));
  return [
    ...gone.map((band): Write => BandEntity.build(DeleteTransaction).key(key(band))),
    ...come.map((band): Write => BandEntity.build(PutTransaction).item(key(band))),
  ];
}

/** so many of one band are looked at */
const bandMax = 20;

/** Questions of a bank in a band. */
export async function inBand(organisationId: string, band: string): Promise<string[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(BandEntity)
    .query({ partition: `$questions#band_${organisationId}#${band}` })
    .options({ limit: bandMax, reverse: true })
    .send();
  return (Items ?? []).map(({ questionId }) => questionId);
}
