/**
 * A change of an outline as a person decides it: what is shown at once, whether it still fits what has become of the draft
 * in the meantime, and the request.
 */
import type { Draft } from '#contracts/authoring.ts';
import type { Language, Localised } from '#contracts/common.ts';

export type EditKind = 'move' | 'rename' | 'minutes' | 'add' | 'copy' | 'bin' | 'restore' | 'remove';

export interface Edit {
  kind: EditKind;
  of: 'lesson' | 'module';
  /** the lesson or module it is about */
  id: string;
  /** its title as it was, or as it is wanted */
  title: Localised;
  /** wanted of a lesson */
  minutes?: number;
  /** where a new lesson is to stand */
  moduleId?: string;
  apply(draft: Draft): Draft;
  /** is what it replaces still what the person saw? */
  holds(base: Draft): boolean;
  send(base: Draft): Promise<Draft>;
  /** the same wish on what is there now; undefined where there is nothing left to change */
  again(base: Draft): Edit | undefined;
}

export type Wish = Omit<Edit, 'again'>;

/** `make` builds the wish on a draft; asked again it builds it on another. */
export function edit(draft: Draft, make: (draft: Draft) => Wish | undefined): Edit | undefined {
  const wish = make(draft);
  return wish && { ...wish, again: (base) => edit(base, make) };
}

export const titled = (title: Localised, language: Language, text: string): Localised => ({
  ...title,
  [language]: text,
});
