/** Keys of the player while it has the focus (never page-wide: single letters belong to screen readers and dictation). */
export type PlayerAction =
  | { type: 'togglePlay' | 'toggleMute' | 'toggleFullscreen' | 'toggleCaptions' | 'slower' | 'faster' | 'toggleSlides' }
  | { type: 'note' | 'bookmark' }
  | { type: 'skip'; seconds: number }
  | { type: 'slide'; by: 1 | -1 }
  | { type: 'volume'; by: number }
  | { type: 'seekShare'; share: number };

export interface KeyPress {
  key: string;
  /** physical key: a Ukrainian or Kazakh layout gives other letters */
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** What has the focus: on a button space belongs to the button, on a slider the arrows are its own, on a list, a choice or a text all keys. */
export type KeyTarget = 'surface' | 'button' | 'slider' | 'list';

const byCode: Record<string, PlayerAction> = {
  KeyK: { type: 'togglePlay' },
  KeyJ: { type: 'skip', seconds: -10 },
  KeyL: { type: 'skip', seconds: 10 },
  KeyM: { type: 'toggleMute' },
  KeyF: { type: 'toggleFullscreen' },
  KeyC: { type: 'toggleCaptions' },
  KeyN: { type: 'note' },
  KeyB: { type: 'bookmark' },
  KeyS: { type: 'toggleSlides' },
  BracketLeft: { type: 'slide', by: -1 },
  BracketRight: { type: 'slide', by: 1 },
};
const arrows: Record<string, PlayerAction> = {
  ArrowLeft: { type: 'skip', seconds: -5 },
  ArrowRight: { type: 'skip', seconds: 5 },
  ArrowUp: { type: 'volume', by: 0.1 },
  ArrowDown: { type: 'volume', by: -0.1 },
};

export function actionOf(press: KeyPress, target: KeyTarget): PlayerAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey || target === 'list') return null;
  if (press.key === ' ') return target === 'button' ? null : { type: 'togglePlay' };
  if (press.key in arrows) return target === 'slider' ? null : (arrows[press.key] ?? null);
  const speed = speedOf(press);
  if (speed) return speed;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return press.shiftKey ? null : { type: 'seekShare', share: Number(digit) / 10 };
  return press.shiftKey ? null : (byCode[press.code] ?? null);
}

/** `<` and `>` as characters, or shift with their keys on a Cyrillic layout. */
function speedOf(press: KeyPress): PlayerAction | null {
  if (press.key === '<' || (press.shiftKey && press.code === 'Comma')) return { type: 'slower' };
  if (press.key === '>' || (press.shiftKey && press.code === 'Period')) return { type: 'faster' };
  return null;
}
