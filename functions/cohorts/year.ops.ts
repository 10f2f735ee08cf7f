/** The cohorts of an academy in one year. Two small reads for each: who learns there, and what was postponed. */
import { cohortsInYearMax, type cohortYears as contract } from '#contracts/cohort-years.ts';
import { cohortStates } from '#contracts/cohorts.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { cardsOf } from './cohort-view.ops.ts';
import * as store from './cohorts.store.ts';
import { countIn } from './members.store.ts';
import { isInForce } from './postponing.ts';
import { postponedOf } from './postponing.store.ts';
import { beginningsOf, daysOfYear, heldIn } from './year.ts';

const atOnce = 10;

export async function year(ctx: Context, { params }: Input<(typeof contract)['cohortYear']>) {
  const { path } = await organisation(params.organisationId);
  requireIn(ctx, 'manageCohorts', path);
  const where = branchOf(path) === params.organisationId ? 'in' : 'of';
  const begun = await Promise.all(
    cohortStates.map((state) => store.cohortsBegun(where, params.organisationId, state, beginningsOf(params.year))),
  );
  const held = heldIn(begun.flat(), params.year);
  const cards = await cardsOf(held.slice(0, cohortsInYearMax));
  const items = await inParallel(cards, atOnce, async (card) => {
    const [members, postponed] = await Promise.all([countIn(card.id), postponedIn(card.id, params.year)]);
    return { ...card, members, postponed };
  });
  return { items, left: held.length - cards.length };
}

async function postponedIn(cohortId: string, inYear: string): Promise<string[]> {
  const { first, last } = daysOfYear(inYear);
  const days = (await postponedOf(cohortId)).filter(isInForce).map(({ day }) => day);
  return days.filter((day) => day >= first && day <= last).sort();
}
