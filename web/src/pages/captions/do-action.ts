/** From what a key means to what becomes of the captions. Answers what is to be told, if anything. */
import type { CaptionAction } from '../../lib/captions/keys.ts';
import type { CaptionsDesk } from './captions-desk.svelte.ts';
import type { FilmPlayer } from './film-player.svelte.ts';

export interface Desk {
  desk: CaptionsDesk;
  player: FilmPlayer;
  shift: () => void;
}
export type Told = 'split' | 'merged' | 'removed' | 'undone' | 'redone' | 'added' | 'noRoom' | 'nothing';

const backMs = 3000;

/** `caret`: where the words part, if they are being written. */
export function doAction(action: CaptionAction, { desk, player, shift }: Desk, caret?: number): Told | undefined {
  const now = player.nowMs;
  const chosen = desk.chosen;
  switch (action) {
    case 'undo':
      return desk.undo() ? 'undone' : 'nothing';
    case 'redo':
      return desk.redo() ? 'redone' : 'nothing';
    case 'split':
      return desk.split(now, caret) ? 'split' : 'noRoom';
    case 'merge':
      return desk.merge() ? 'merged' : 'nothing';
    case 'remove':
      return desk.remove() ? 'removed' : 'nothing';
    case 'add':
      return desk.add(now) ? 'added' : 'noRoom';
    case 'toggle':
      return void player.toggle();
    case 'back':
      return void player.seek(now - backMs);
    case 'playCue':
      return void (chosen && player.piece(chosen.startMs, chosen.endMs));
    case 'startHere':
      return void (chosen && desk.time(chosen.id, { startMs: now }));
    case 'endHere':
      return void (chosen && desk.time(chosen.id, { endMs: now }));
    case 'before':
    case 'after':
      return void go(desk, player, action === 'after' ? 1 : -1);
    case 'shift':
      return void (chosen && shift());
  }
}

/** To a neighbour; the film goes along where it does not play by itself. */
function go(desk: CaptionsDesk, player: FilmPlayer, by: 1 | -1): void {
  const next = desk.step(by);
  if (next && !player.playing) player.seek(next.startMs);
}
