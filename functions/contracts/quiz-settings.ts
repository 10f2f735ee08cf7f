/** The rules under which a quiz is sat. */
import { z } from './z.ts';

const minutes = (max: number) => z.int().check(z.minimum(1), z.maximum(max));

/** What becomes of answers that come after the end, because there was no network or no power. */
export const Blackout = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('none') }),
  /** counts what was written before the end and arrives within so many minutes after it */
  z.strictObject({ policy: z.literal('grace'), minutes: minutes(24 * 60) }),
  /** the end moves by the time without a connection that the server saw itself, up to so many minutes */
  z.strictObject({ policy: z.literal('giveBack'), minutesMax: minutes(24 * 60) }),
]);
export type Blackout = z.infer<typeof Blackout>;

export const QuizSettings = z.strictObject({
  /** time for an attempt; null: none but the window’s end */
  minutes: z.nullable(minutes(24 * 60)),
  attempts: z.nullable(z.int().check(z.minimum(1), z.maximum(100))),
  /** share of the points that passes; null: nothing to pass */
  passShare: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  /** of several attempts */
  countsAs: z.enum(['best', 'last', 'mean']),
  layout: z.enum(['onePage', 'onePerSection', 'oneQuestion']),
  navigation: z.enum(['free', 'forward']),
  /** practice: the answer is explained at once, nothing is recorded as passed */
  practice: z.boolean(),
  show: z.strictObject({
    when: z.enum(['atOnce', 'afterClose', 'onRelease', 'never']),
    score: z.boolean(),
    /** which answers were right */
    marks: z.boolean(),
    /** the right answers and why */
    key: z.boolean(),
  }),
  blackout: Blackout,
});
export type QuizSettings = z.infer<typeof QuizSettings>;
