import { describe, expect, it } from 'vitest';
import { countWords } from '#contracts/word-count.ts';
import { readingMinutes } from './counts.ts';

describe('how long a text is', () => {
  it('counts words of four languages', () => {
    expect(countWords('Об’єкт, будь-який; п’ять 5 – і кінець.')).toBe(6);
    expect(countWords('Қазақ тілі – әдемі')).toBe(3);
    expect(countWords('  — … ')).toBe(0);
  });
  it('in minutes, at least one', () => {
    expect([readingMinutes(3), readingMinutes(800)]).toEqual([1, 5]);
  });
});
