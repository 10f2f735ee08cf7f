/** Keys of the captions editor, by where they lie on the keyboard: a Cyrillic layout gives other letters. Pure. */
export type CaptionAction =
  | 'split'
  | 'merge'
  | 'undo'
  | 'redo'
  | 'toggle'
  | 'playCue'
  | 'startHere'
  | 'endHere'
  | 'before'
  | 'after'
  | 'add'
  | 'remove'
  | 'shift'
  | 'back';

export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const withAlt: Record<string, CaptionAction> = {
  KeyK: 'toggle',
  KeyP: 'playCue',
  KeyJ: 'back',
  BracketLeft: 'startHere',
  BracketRight: 'endHere',
  ArrowUp: 'before',
  ArrowDown: 'after',
  KeyM: 'merge',
  KeyN: 'add',
  KeyS: 'shift',
  Delete: 'remove',
};

export function captionAction(press: Press): CaptionAction | undefined {
  const command = press.ctrlKey || press.metaKey;
  if (command && press.altKey) return undefined;
  if (command && press.key === 'Enter') return 'split';
  if (command && press.code === 'KeyZ') return press.shiftKey ? 'redo' : 'undo';
  if (command && press.code === 'KeyY') return 'redo';
  return press.altKey && !press.shiftKey ? withAlt[press.code] : undefined;
}
