/** Single keys on the page of a lesson: as long as nobody writes, chooses or drives the film; they can be switched off. */
import { aids } from './aids.svelte.ts';

/** physical keys: a Ukrainian or Kazakh layout gives other letters */
const keys: Record<string, 'note' | 'bookmark' | 'report' | 'contents' | 'search'> = {
  KeyN: 'note',
  KeyB: 'bookmark',
  KeyE: 'report',
  KeyT: 'contents',
  Slash: 'search',
};

export function keyOf(event: KeyboardEvent) {
  const withOthers = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (!aids.keys || withOthers || isTaken(event.target)) return undefined;
  return event.key === '/' ? 'search' : keys[event.code];
}

const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable], .player') !== null;
