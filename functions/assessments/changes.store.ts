/** Why somebody was given more time or attempts: beside the record, so that it can be erased. */
import { changesIn } from '../platform/changes.ts';

export const { changePut, changesOf, blankChange, changesOfRecords } = changesIn('assessments');
