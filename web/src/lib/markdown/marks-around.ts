/** What shows marked words, and what their signs do: said by the aids of a lesson once they are loaded; a text knows neither. */
import { getContext, setContext, type Component } from 'svelte';
import type { MarkedText } from './model.ts';

export interface Marks {
  view?: Component<{ inline: MarkedText }>;
  open?: (noteId: string, at: HTMLElement) => void;
}
const key = Symbol('marks');

export const marksAround = (): Marks | undefined => getContext<Marks | undefined>(key);

/** Made by the component around a text. */
export function makeMarks(): Marks {
  const marks: Marks = {};
  setContext(key, marks);
  return marks;
}
