/** What other rooms may ask norms. */
import { changesOfRecords } from './changes.store.ts';

/** What administrators changed by these records, by record. */
export async function changesBy(keys: readonly { subjectId: string; recordId: string }[]) {
  return new Map((await changesOfRecords(keys)).map((one) => [one.recordId, one]));
}
