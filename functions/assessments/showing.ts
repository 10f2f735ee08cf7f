/** What a quiz lets its learner see of an attempt, and when. Pure. */
import type { AttemptResult } from '#contracts/attempts.ts';
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import { isFinal, type AttemptHead } from './attempt.ts';
import { exact } from './marking.ts';
import { overForAll, type RunHead } from './run.ts';

type Ended = Pick<AttemptHead, 'state' | 'finalAt' | 'points' | 'pointsMax' | 'passed' | 'marking'>;
type Showing = Pick<RunHead, 'closesAt' | 'extensions' | 'extraMost' | 'releasedAt'>;

/** Has the time come to show anything of it? */
export function isShown(settings: QuizSettings, run: Showing, head: Ended, now: number): boolean {
  if (!isFinal(head, now)) return false;
  switch (settings.show.when) {
    case 'atOnce':
      return true;
    case 'afterClose':
      // a test without an end never closes: then it is over for each who has ended
      return now >= (overForAll(run) ?? 0);
    case 'onRelease':
      return run.releasedAt !== undefined;
    case 'never':
      return false;
  }
}

/** May who marks see keys, and what follows from them? Who holds the test may always, others once nobody sits it any more. */
export const keysShown = (run: Showing, mayChange: boolean, now: number): boolean =>
  mayChange || now >= (overForAll(run) ?? Infinity);

/** Marks of an attempt as its learner may see them; null while it is under way. */
export function resultOf(settings: QuizSettings, run: Showing, head: Ended, now: number): AttemptResult | null {
  if (head.state === 'open') return null;
  const hidden = { state: 'hidden', points: null, pointsMax: head.pointsMax ?? 0, passed: null } as const;
  if (!settings.show.score || !isShown(settings, run, head, now)) return hidden;
  if (head.marking) return { ...hidden, state: 'marking' };
  return { ...hidden, state: 'shown', points: head.points ?? 0, passed: head.passed ?? null };
}

/** One result of several, as the quiz counts them; `results` in the order of the attempts. */
export function combined(
  { countsAs, passShare, practice }: Pick<QuizSettings, 'countsAs' | 'passShare' | 'practice'>,
  results: readonly AttemptResult[],
): AttemptResult | null {
  const last = results.at(-1);
  if (!last) return null;
  const unclear = results.find(({ state }) => state !== 'shown');
  if (countsAs === 'last') return last;
  const shown = results.filter(({ state }) => state === 'shown');
  if (countsAs === 'best') {
    const best = shown.reduce<AttemptResult | undefined>((a, b) => (a && shareOf(a) >= shareOf(b) ? a : b), undefined);
    return best ?? unclear ?? null;
  }
  if (unclear) return unclear;
  const share = shown.reduce((sum, each) => sum + shareOf(each), 0) / shown.length;
  const passed = passShare === null || practice ? null : share >= passShare - 1e-9;
  return { state: 'shown', points: exact(share * last.pointsMax), pointsMax: last.pointsMax, passed };
}

const shareOf = ({ points, pointsMax }: AttemptResult): number => (pointsMax > 0 ? (points ?? 0) / pointsMax : 0);
