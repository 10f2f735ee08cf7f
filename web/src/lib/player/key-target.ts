import type { KeyTarget } from './keys.ts';

/** What a key press was meant for. */
export function targetKind(target: EventTarget | null): KeyTarget {
  if (target instanceof HTMLInputElement) return target.type === 'range' ? 'slider' : 'list';
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return 'list';
  return target instanceof HTMLButtonElement ? 'button' : 'surface';
}
