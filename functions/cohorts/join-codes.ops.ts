/** Endpoints of self-enrolment: a teacher gives out a code, a learner types it. */
import { randomBytes } from 'node:crypto';
import { tidyCode, type cohortJoining as contract } from '#contracts/cohort-joining.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { recordPut } from '../platform/record.ts';
import { seal, unseal } from '../platform/sealed.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { accessTo } from './access.ops.ts';
import { requireActive, withJoinCode, type CohortHead } from './cohort.ts';
import { cardsOf } from './cohort-view.ops.ts';
import * as store from './cohorts.store.ts';
import { codeFrom, codeLength, goodUntil, isGood, type JoinCode } from './join-code.ts';
import { codeBy, codeDelete, codePut } from './join-codes.store.ts';
import { joinOne } from './joining.ops.ts';
import { isCurrent } from './member.ts';
import { member } from './members.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const purposeOf = (cohortId: string) => `join code ${cohortId}`;

export async function shown(ctx: Context, { params: { cohortId } }: Of<'joinCode'>) {
  const { cohort } = await accessTo(ctx, cohortId);
  return given(cohort, ctx.now);
}

async function given({ id, join }: CohortHead, now: number) {
  const code = isGood(join, now) ? await unseal(join!.sealed, purposeOf(id), now) : undefined;
  return { code: code ?? null, until: code === undefined ? null : join!.until };
}

export async function set(ctx: Context, { params: { cohortId }, body: { days } }: Of<'setJoinCode'>) {
  const { cohort } = await accessTo(ctx, cohortId);
  requireActive(cohort);
  if (days === null && cohort.join === undefined) return { code: null, until: null };
  const made = days === null ? undefined : await madeCode(cohortId, ctx.now, days);
  const after = withJoinCode(cohort, made);
  const writes: Write[] = [
    store.cohortPut(after, cohort),
    ...(cohort.join ? [codeDelete(cohort.join.hash)] : []),
    ...(made ? [codePut(made.hash, cohortId, made.until)] : []),
    recordPut(codeFact(cohort, made !== undefined, ctx.person.id), ctx.now),
  ];
  await transact(...writes).catch((error: unknown) => {
    throw isConditionFailure(error) ? new AppError('conflict') : error;
  });
  return given(after, ctx.now);
}

const codeFact = ({ id, organisationId }: CohortHead, isMade: boolean, actorId: string) =>
  ({
    kind: 'fact',
    type: `cohorts.code${isMade ? 'Made' : 'Ended'}`,
    subjectId: id,
    actorId,
    data: { organisationId },
  }) as const;

async function madeCode(cohortId: string, now: number, days: number): Promise<JoinCode> {
  const code = codeFrom(randomBytes(codeLength));
  const until = goodUntil(now, days);
  return { hash: sha256(code), sealed: await seal(code, purposeOf(cohortId), Date.parse(until)), until };
}

export async function look(ctx: Context, { body }: Of<'lookAtCode'>) {
  const cohort = await opened(body.code, ctx.now);
  const [[card], mine] = await Promise.all([cardsOf([cohort]), member(cohort.id, ctx.person.id)]);
  return { cohort: card!, isMember: isCurrent(mine) };
}

export async function join(ctx: Context, { body }: Of<'join'>) {
  const cohort = await opened(body.code, ctx.now);
  requireActive(cohort);
  await joinOne(cohort.id, ctx.person, { actor: ctx.person, way: 'code', now: ctx.now });
  return { cohortId: cohort.id };
}

/** The cohort a code opens; one answer for all codes that open none. */
async function opened(typed: string, now: number): Promise<CohortHead> {
  const found = await codeBy(sha256(tidyCode(typed)));
  const cohort = found && isGood(found, now) ? await store.cohort(found.cohortId) : undefined;
  if (!cohort) throw new AppError('joinCodeWrong');
  return cohort;
}
