/** What administrators changed about people and organisations. */
import { changesIn, type NewChange, type StoredChange } from '../platform/changes.ts';

export type { NewChange, StoredChange };
export const { changePut, changesOf, blankChange, changesOfRecords } = changesIn('identity');
