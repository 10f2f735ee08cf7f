/** Watching a lecture for which skipping ahead is forbidden, until it counts as watched. Pure. */
import { frontierOf } from '#contracts/frontier.ts';
import { credit, type Span } from './spans.ts';

type Crediting = typeof credit;

/** As `credit`, of what goes on where the learner is: the stretches up to the first gap. The rest is not credited yet. */
export const creditInOrder: Crediting = (known, reported, durationSeconds, allowedSeconds) => {
  const end = frontierOf([...known, ...reported]);
  const ahead = reported.map(([from, to]): Span => [from, Math.min(to, end)]);
  return credit(known, ahead, durationSeconds, allowedSeconds);
};

/** Where the learner goes on: no further than they have watched without a gap. */
export const placeInOrder = (positionSeconds: number, spans: readonly Span[]): number =>
  Math.min(positionSeconds, frontierOf(spans));
