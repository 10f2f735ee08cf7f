/** Reactions: a CSV of norms is taken. */
import { react } from '../platform/events.ts';
import { importGivenUp, takeImportFurther } from './csv-import.ops.ts';

export const handler = react({ record: takeImportFurther, givenUp: importGivenUp });
