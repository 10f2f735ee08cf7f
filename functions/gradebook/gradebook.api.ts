/** Endpoints of the gradebook. */
import { gradebook as contract } from '#contracts/gradebook.ts';
import { serve } from '../platform/http.ts';
import { startExport } from './export.ops.ts';
import { giveMarks } from './giving.ops.ts';
import { gradebook, history, ownGrades } from './looking.ops.ts';
import { release, savePlan } from './planning.ops.ts';

export const handler = serve(contract, { gradebook, savePlan, giveMarks, release, history, ownGrades, startExport });
