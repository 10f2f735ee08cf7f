/**
 * What may be told of how people watch, so that nobody is singled out. Pure. The rules, with five as `peopleMin`:
 *
 * 1. Fewer than five people: nothing is told.
 * 2. A number below five is told as none; one that lacks fewer than five of all is told as all.
 * 3. Along the lecture the number told stays as it is until the true one differs from it by five people or more: places
 *    between which fewer people differ are merged. Nobody can read off it what one person did at one second.
 * 4. Where people left is told of stretches long enough for five of them; what is over at the end joins the last one.
 * 5. A new line is drawn only once five people have done something since the last (`mayBeDrawn`): two lines, laid side by
 *    side, differ by five people too. Organisations asked for are academies and regions, of which none lies in another, so
 *    no two groups differ by a few people either.
 * 6. The fewer people, the coarser the places: so that small groups see anything at all.
 */
import { peopleMin, type Heat as ToldHeat } from '#contracts/insight.ts';
import { tenth } from './spans.ts';
import type { Heat, Lines } from './heat.ts';

export type Told = Omit<ToldHeat, 'at'>;

/** people from which on the finer lines are told */
const finerFrom = [0, 25, 100];

/** Undefined where too few have watched. */
export function toldHeat(heat: Heat): Told | undefined {
  const { people } = heat;
  if (people < peopleMin) return undefined;
  const line = heat.lines[finerFrom.findLastIndex((from) => people >= from)]!;
  return {
    people,
    completed: toldOf(heat.completed, people),
    withCaptions: toldOf(heat.withCaptions, people),
    bucketSeconds: line.bucketSeconds,
    watched: steps(line.watched, people, people),
    again: steps(line.again, people, 0),
    left: stretches(line),
  };
}

/** May another line take the place of the last? Nothing told before: yes. */
export const mayBeDrawn = (heat: Heat, hasTold: boolean): boolean => !hasTold || heat.changed >= peopleMin;

/** In a small group, where both would fit, what is nearer. */
function toldOf(count: number, people: number): number {
  const missing = people - count;
  if (missing < peopleMin && missing <= count) return people;
  return count < peopleMin ? 0 : count;
}

/** The numbers as they may be told, beginning at `first`. */
function steps(counts: readonly number[], people: number, first: number): number[] {
  let told = first;
  return counts.map((count) => {
    const next = toldOf(count, people);
    if (Math.abs(next - told) >= peopleMin) told = next;
    return told;
  });
}

function stretches({ left, bucketSeconds }: Lines): ToldHeat['left'] {
  const made: { from: number; to: number; people: number }[] = [];
  let open = { from: 0, to: 0, people: 0 };
  left.forEach((count, index) => {
    if (count === 0) return;
    open = { from: open.people ? open.from : index, to: index + 1, people: open.people + count };
    if (open.people < peopleMin) return;
    made.push(open);
    open = { from: 0, to: 0, people: 0 };
  });
  const last = made.at(-1);
  if (last && open.people) Object.assign(last, { to: open.to, people: last.people + open.people });
  return made.map(({ from, to, people }) => ({
    fromSeconds: tenth(from * bucketSeconds),
    toSeconds: tenth(to * bucketSeconds),
    people,
  }));
}
