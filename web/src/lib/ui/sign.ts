/** How a badge says where a thing stands, beside the word for it. */
import type { IconName } from './icons.ts';

export interface Sign {
  kind: 'plain' | 'ok' | 'warn' | 'bad' | 'acc' | 'line';
  icon: IconName;
}
