/** What the fields inside the sentence of a gap fill know of the form around it. */
import { getContext, setContext } from 'svelte';
import type { Pictures } from '../markdown/model.ts';
import type { BodyOf, Marked } from './form-props.ts';

type Gap = BodyOf<'gapFill'>['gaps'][number];

export interface GapForm {
  field: (gapId: string) => { gap: Gap; number: number; total: number };
  value: (gapId: string) => string;
  change: (gapId: string, value: string) => void;
  readonly: () => boolean;
  marked: () => Marked;
  pictures: () => Pictures;
  language: () => string;
  id: () => string;
}
const key = Symbol('gaps');

/** Said by the form, before its sentence is shown. */
export const gapsAround = (form: GapForm): GapForm => setContext(key, form);
export const gapForm = (): GapForm => getContext<GapForm>(key);
