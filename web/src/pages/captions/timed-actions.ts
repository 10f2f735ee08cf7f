/** From what a key means to what becomes of items at their moments. */
import type { CaptionAction } from '../../lib/captions/keys.ts';
import type { FilmPlayer } from './film-player.svelte.ts';
import type { TimedDesk } from './timed-desk.svelte.ts';
import type { PlaceFault, Timed } from './timed-items.ts';

export type Told = 'removed' | 'undone' | 'redone' | 'added' | 'nothing' | PlaceFault;

const backMs = 3000;

/** What is the same on every tab: the film goes and stands. Answers whether that was meant. */
export function movesFilm(action: CaptionAction, player: FilmPlayer): boolean {
  if (action === 'toggle') player.toggle();
  else if (action === 'back') player.seek(player.nowMs - backMs);
  else return false;
  return true;
}

/** Answers what is to be told; undefined: nothing was done to them. */
export function doTimedAction<Item extends Timed>(
  action: CaptionAction,
  desk: TimedDesk<Item>,
  { add, nowMs }: { add?: (() => PlaceFault | undefined) | undefined; nowMs: number },
): Told | undefined {
  switch (action) {
    case 'undo':
      return desk.undo() ? 'undone' : 'nothing';
    case 'redo':
      return desk.redo() ? 'redone' : 'nothing';
    case 'add':
      return add && (add() ?? 'added');
    case 'remove':
      if (desk.chosen === undefined) return 'nothing';
      desk.remove(desk.chosen);
      return 'removed';
    case 'startHere':
      return desk.chosen === undefined ? 'nothing' : desk.move(desk.chosen, nowMs);
    default:
      return undefined;
  }
}
