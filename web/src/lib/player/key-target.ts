import type { KeyTarget } from './keys.ts';

/** What a key press was meant for. */
export function targetKind(target: EventTarget | null): KeyTarget {
  if (target instanceof HTMLSelectElement) return 'list';
  if (target instanceof HTMLInputElement) return 'slider';
  return target instanceof HTMLButtonElement ? 'button' : 'surface';
}
