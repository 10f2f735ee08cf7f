/** Moving by keyboard: what is lifted goes step by step with the arrows until it is put down or back. Pure. */
import { sameSpot, spotOf, type OutlineModule, type Spot } from './outline.ts';

export type Lift =
  { kind: 'lesson'; id: string; from: Spot; at: Spot } | { kind: 'module'; id: string; from: number; at: number };

/** going: it is still lifted · down: put there · back: put where it was */
export interface Pressed {
  outcome: 'going' | 'down' | 'back';
  lift: Lift;
}

/** Lifts a lesson or a module; undefined where it is gone. */
export function lifted(outline: readonly OutlineModule[], kind: Lift['kind'], id: string): Lift | undefined {
  if (kind === 'module') {
    const index = outline.findIndex(({ module }) => module.id === id);
    return index < 0 ? undefined : { kind, id, from: index, at: index };
  }
  const spot = spotOf(outline, id);
  return spot && { kind, id, from: spot, at: spot };
}

/**
 * What a key does to what is lifted; undefined for keys that are not ours. `outline` is the one before lifting: a lesson
 * goes through the end of a module to the beginning of the next; left and right take whole modules.
 */
export function pressed(outline: readonly OutlineModule[], lift: Lift, key: string): Pressed | undefined {
  if (key === 'Escape') return { outcome: 'back', lift: back(lift) };
  if (key === ' ' || key === 'Enter' || key === 'Tab') return { outcome: 'down', lift };
  const moved = lift.kind === 'module' ? moduleStep(outline, lift, key) : lessonStep(outline, lift, key);
  return moved && { outcome: 'going', lift: moved };
}

/** Does putting it down change anything? */
export const hasMoved = (lift: Lift): boolean =>
  lift.kind === 'module' ? lift.from !== lift.at : !sameSpot(lift.from, lift.at);

const back = (lift: Lift): Lift => (lift.kind === 'module' ? { ...lift, at: lift.from } : { ...lift, at: lift.from });

function moduleStep(outline: readonly OutlineModule[], lift: Lift & { kind: 'module' }, key: string): Lift | undefined {
  const last = outline.length - 1;
  const steps: Record<string, number> = { ArrowUp: lift.at - 1, ArrowDown: lift.at + 1, Home: 0, End: last };
  const at = steps[key];
  return at === undefined ? undefined : { ...lift, at: Math.min(Math.max(at, 0), last) };
}

function lessonStep(outline: readonly OutlineModule[], lift: Lift & { kind: 'lesson' }, key: string): Lift | undefined {
  const rest = outline.map(({ module, lessons }) => ({
    moduleId: module.id,
    last: lessons.filter(({ lesson }) => lesson.id !== lift.id).length,
  }));
  const here = rest.findIndex(({ moduleId }) => moduleId === lift.at.moduleId);
  const spotIn = (index: number, at: 'first' | 'last'): Spot | undefined => {
    const found = rest[index];
    return found && { moduleId: found.moduleId, index: at === 'first' ? 0 : found.last };
  };
  const { index } = lift.at;
  const isLast = index >= (rest[here]?.last ?? 0);
  const steps: Record<string, () => Spot | undefined> = {
    ArrowUp: () => (index > 0 ? { ...lift.at, index: index - 1 } : spotIn(here - 1, 'last')),
    ArrowDown: () => (isLast ? spotIn(here + 1, 'first') : { ...lift.at, index: index + 1 }),
    ArrowLeft: () => spotIn(here - 1, 'last'),
    ArrowRight: () => spotIn(here + 1, 'first'),
    Home: () => spotIn(here, 'first'),
    End: () => spotIn(here, 'last'),
  };
  const step = steps[key];
  return step && { ...lift, at: step() ?? lift.at };
}

/** Where a lesson would go by “up” or “down” without lifting; undefined at the very end. */
export function neighbour(outline: readonly OutlineModule[], lessonId: string, key: 'ArrowUp' | 'ArrowDown') {
  const lift = lifted(outline, 'lesson', lessonId);
  const next = lift && pressed(outline, lift, key)?.lift;
  return next?.kind === 'lesson' && hasMoved(next) ? next.at : undefined;
}
