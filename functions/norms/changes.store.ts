/** What administrators changed about articles and competences. */
import { changesIn } from '../platform/changes.ts';

export const { changePut, changesOfRecords } = changesIn('norms');
