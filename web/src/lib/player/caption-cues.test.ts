import { describe, expect, it } from 'vitest';
import { captionCues } from './caption-cues.ts';

const long =
  'беручи до уваги, що зневажання і нехтування правами людини призвели до варварських актів, які обурюють совість людства, і що створення такого світу проголошено як високе прагнення людей;';

describe('captionCues', () => {
  it('leaves short lines alone', () => {
    const line = { startSeconds: 1, endSeconds: 2, text: 'Преамбула' };
    expect(captionCues([line])).toEqual([line]);
  });

  it('breaks long lines between words into pieces of two rows, without losing a word or a moment', () => {
    const cues = captionCues([{ startSeconds: 10, endSeconds: 30, text: long }]);
    expect(cues.length).toBeGreaterThan(2);
    expect(cues.every((cue) => cue.text.length <= 84)).toBe(true);
    expect(cues.map((cue) => cue.text).join(' ')).toBe(long);
    expect(cues[0]?.startSeconds).toBe(10);
    expect(cues.at(-1)?.endSeconds).toBeCloseTo(30);
    for (const [index, cue] of cues.entries())
      expect(cues[index + 1]?.startSeconds ?? cue.endSeconds).toBe(cue.endSeconds);
  });

  it('breaks a word without spaces by force', () => {
    const cues = captionCues([{ startSeconds: 0, endSeconds: 1, text: 'я'.repeat(200) }]);
    expect(cues.map((cue) => cue.text).join('')).toBe('я'.repeat(200));
  });
});
