/** Endpoints of statements: issued, looked through, printed, revoked; and checked by anybody who holds one. */
import { statements } from '#contracts/statements.ts';
import { serve } from '../platform/http.ts';
import { presentOne, visibleStatement } from './access.ops.ts';
import { check } from './check.ops.ts';
import { startExport } from './export.ops.ts';
import { file } from './file.ops.ts';
import { issue, revoke } from './issuing.ops.ts';
import { candidates, list, own } from './lists.ops.ts';
import { issueMany } from './many.ops.ts';
import { changeSettings, readSettings } from './settings.ops.ts';

export const handler = serve(statements, {
  ...{ check, own, list, candidates, issueMany, startExport, issue, revoke, file, changeSettings },
  settings: readSettings,
  statement: async (ctx, { params }) => presentOne(ctx, await visibleStatement(ctx, params.statementId)),
});
