/** What all fields of one question share: the language that is written, the one that is read beside it, and their dialogs. */
import { getContext, setContext } from 'svelte';
import type { Language } from '#contracts/common.ts';

/** Puts words where the writing stands. */
export type Insert = (words: string) => void;

export class Writing {
  language = $state() as Language;
  /** a text in this language stands beside each field; undefined: none */
  beside = $state<Language>();
  /** a dialog that ends with words for the field it was opened from */
  dialog = $state.raw<{ kind: 'picture' | 'norm'; insert: Insert; file?: File }>();

  constructor(language: Language) {
    this.language = language;
  }

  picture(insert: Insert, file?: File): void {
    this.dialog = { kind: 'picture', insert, ...(file ? { file } : {}) };
  }
  norm(insert: Insert): void {
    this.dialog = { kind: 'norm', insert };
  }
}

const key = Symbol('writing');
export const setWriting = (writing: Writing): Writing => setContext(key, writing);
export const getWriting = (): Writing => getContext<Writing>(key);
