/** Runs and attempts as the contract shows them. Pure. */
import type { AttemptCard, RunCard } from '#contracts/attempts.ts';
import type { Localised } from '#contracts/common.ts';
import { closesAt, type AttemptHead } from './attempt.ts';
import type { RunHead } from './run.ts';
import { isShown, resultOf } from './showing.ts';

interface Named {
  name: Localised;
}

export const runCard = (run: RunHead, organisations: ReadonlyMap<string, Named>): RunCard => ({
  id: run.id,
  title: run.title,
  organisation: { id: run.organisationId, name: organisations.get(run.organisationId)?.name ?? {} },
  place: run.place ?? null,
  opensAt: run.opensAt ?? null,
  closesAt: run.closesAt ?? null,
  needsCode: run.code !== undefined,
  questions: run.questions,
  minutes: run.settings.minutes,
  languages: run.languages,
});

const moment = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
const unheard = { gaps: [] };

/** An attempt as its learner sees it among others. */
export function attemptCard(head: AttemptHead, run: RunHead, now: number): AttemptCard {
  const { id, number, state, openedAt } = head;
  return {
    ...{ id, number, state, openedAt },
    closesAt: moment(closesAt(head, run, unheard)),
    closedAt: head.endedAt ?? null,
    result: resultOf(run.settings, run, head, now),
    mayReview: isShown(run.settings, run, head, now),
  };
}
