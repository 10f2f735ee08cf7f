/** The public check: who holds the paper is told what stands on it and whether it counts. Whatever else is typed ends the same. */
import { AppError } from '#contracts/errors.ts';
import type { CheckedStatement, statements as contract } from '#contracts/statements.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { readCode } from './number.ts';
import { checked } from './statement.ts';
import * as store from './statements.store.ts';

export async function check(_: Context, { params }: Input<(typeof contract)['check']>): Promise<CheckedStatement> {
  const code = readCode(params.code);
  const found = code && (await store.byCode(code));
  if (!found) throw new AppError('notFound');
  return checked(found);
}
