/** How an academy or region issues statements, and what counts until it has said so. */
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import type { statements as contract, StatementSettings } from '#contracts/statements.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { requireBranch } from './access.ops.ts';
import { settingsOf } from './preparing.ops.ts';
import { settings, settingsPut } from './settings.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export async function readSettings(ctx: Context, { params }: Of<'settings'>): Promise<StatementSettings> {
  const branch = await requireBranch(ctx, 'seeStatements', params.organisationId);
  const mayChange = mayIn(ctx.person.memberships, 'setStatements', branch.path);
  return { ...(await settingsOf(branch)), mayChange };
}

export async function changeSettings(
  ctx: Context,
  { params: { organisationId }, body }: Of<'changeSettings'>,
): Promise<StatementSettings> {
  await requireBranch(ctx, 'setStatements', organisationId);
  const after = { ...body, organisationId, revision: body.revision + 1 };
  const about = { subjectId: organisationId, actorId: ctx.person.id } as const;
  const fact = { kind: 'fact', type: 'statements.settingsChanged', ...about } as const;
  try {
    await transact(settingsPut(after, body.revision), recordPut(fact, ctx.now));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // the same command twice
    if (!isDeepStrictEqual(await settings(organisationId), after)) throw new AppError('conflict');
  }
  return { ...after, mayChange: true };
}
