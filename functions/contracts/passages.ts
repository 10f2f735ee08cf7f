/** Passages of a lesson's text: how a note or a report of an error says where it belongs. */
import { isPlain } from './blocks.ts';
import { z } from './z.ts';

/** Words over several lines: no control characters but tabs and line breaks, no halves of characters. */
export const words = (max: number) => z.string().check(z.maxLength(max), z.refine(isPlain, 'control'));

/** What stood there and what stood around it: by these it is found again in a text that has changed a little. */
export const Passage = z.strictObject({
  quote: words(1000).check(z.minLength(1)),
  before: words(80),
  after: words(80),
});
export type Passage = z.infer<typeof Passage>;
