/** Endpoints of the competence framework and the glossary. */
import { collationKey } from '#contracts/collation.ts';
import { languages, type Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { Competence, norms, Term } from '#contracts/norms.ts';
import { mayAnywhere } from '#contracts/permissions.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { changedCompetence, competenceValues, saysOf } from './competence.ts';
import { factWrites, mayManage, requireManage } from './fact.ops.ts';
import * as store from './framework.store.ts';
import { isMade } from './revision.ts';
import { inTree } from './tree.ts';

type Of<Name extends keyof typeof norms> = Input<(typeof norms)[Name]>;

/** others may be changing the framework at the same moment */
const attemptsMax = 4;

export async function competences(ctx: Context) {
  const mayChange = await mayManage(ctx.person);
  return { items: inTree(await store.competences(mayChange)), mayChange };
}

export async function putCompetence(ctx: Context, { params, body }: Of<'putCompetence'>): Promise<Competence> {
  await requireManage(ctx.person);
  const { revision, ...input } = body;
  for (let attempt = 1; ; attempt += 1) {
    // the revision first: who judges by an older framework must not write
    const frameworkRevision = await store.frameworkRevision();
    const all = await store.competences(true);
    const before = all.find(({ id }) => id === params.competenceId);
    if (isMade(before, revision, before !== undefined && saysOf(before) === saysOf(input))) return before!;
    if (!before && all.some(({ code }) => code === input.code)) throw new AppError('idTaken');
    const after = changedCompetence(all, params.competenceId, input);
    try {
      await transact(
        store.competencePut(after, before),
        store.frameworkPut(frameworkRevision),
        ...fact(ctx, before, after, all),
      );
      return after;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      if (attempt === attemptsMax) throw new AppError('conflict');
    }
  }
}

function fact(ctx: Context, before: Competence | undefined, after: Competence, all: readonly Competence[]) {
  const { id, code, revision } = after;
  const states = { before: before ? competenceValues(before, all) : {}, after: competenceValues(after, all) };
  const by = { actorId: ctx.person.id, address: ctx.address, now: ctx.now };
  return factWrites({ type: 'norms.competenceChanged', id, code, revision, ...states }, by);
}

export async function terms(ctx: Context, { query }: Of<'terms'>) {
  const language = query.language ?? ctx.person.locale;
  const all = await store.terms(mayAnywhere(ctx.person.memberships, 'manageNorms'));
  const key = new Map(all.map((term) => [term.id, collationKey(wordIn(term, language), language)]));
  return { items: all.sort((a, b) => ((key.get(a.id) ?? '') < (key.get(b.id) ?? '') ? -1 : 1)) };
}

const wordIn = ({ word }: Term, language: Language): string =>
  [language, ...languages].map((one) => word[one]).find(Boolean) ?? '';
