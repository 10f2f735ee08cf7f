/** From what a key means to what the player does. */
import type { FullscreenState } from './fullscreen.svelte.ts';
import type { PlayerAction } from './keys.ts';
import type { PlayerState } from './player.svelte.ts';
import { nextRate } from './preferences.ts';

export function act(action: PlayerAction, player: PlayerState, fullscreen: FullscreenState): void {
  const { rate, volume } = player.preferences;
  switch (action.type) {
    case 'togglePlay':
      return player.toggle();
    case 'toggleMute':
      return player.toggleMute();
    case 'toggleCaptions':
      return player.toggleCaptions();
    case 'toggleFullscreen':
      return fullscreen.toggle();
    case 'slower':
      return player.setRate(nextRate(rate, -1));
    case 'faster':
      return player.setRate(nextRate(rate, 1));
    case 'skip':
      return player.skip(action.seconds);
    case 'volume':
      return player.setVolume(volume + action.by);
    case 'seekShare':
      return player.seek(player.duration * action.share);
  }
}
