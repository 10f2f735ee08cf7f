/** From what a key means to what the player does. */
import type { FullscreenState } from './fullscreen.svelte.ts';
import type { PlayerAction } from './keys.ts';
import type { NotesPart } from './lecture-notes.svelte.ts';
import type { PlayerState } from './player.svelte.ts';
import { nextRate } from './preferences.ts';
import type { SlideShow } from './slide-show.svelte.ts';

interface Parts {
  fullscreen: FullscreenState;
  slides: SlideShow;
  /** once they have come */
  notes: NotesPart | undefined;
}

export function act(action: PlayerAction, player: PlayerState, { fullscreen, slides, notes }: Parts): void {
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
    case 'note':
      return notes?.desk.begin();
    case 'bookmark':
      return void notes?.bookmark();
    case 'toggleSlides':
      return slides.toggle();
    case 'slide':
      return void slides.step(action.by);
    case 'skip':
      return player.skip(action.seconds);
    case 'volume':
      return player.setVolume(volume + action.by);
    case 'seekShare':
      return player.seek(player.duration * action.share);
  }
}
