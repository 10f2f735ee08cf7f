import { describe, expect, it } from 'vitest';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { areAlike, bandsOf, likeness, probeOf } from './similarity.ts';

const question = (uk: string, options: string[] = ['так', 'ні']): QuestionContent => ({
  ask: { uk },
  body: {
    kind: 'single',
    shuffle: true,
    options: options.map((text, at) => ({ id: `o${at}`, text: { uk: text }, share: at ? 0 : 1 })),
  },
});
const probe = (uk: string, options?: string[]) => probeOf(question(uk, options));
const meet = (one: string, other: string) => bandsOf(one).some((band) => bandsOf(other).includes(band));

const law = 'Що Закон «Про Національну поліцію» називає основним критерієм оцінки ефективності поліції?';

describe('questions that ask nearly the same', () => {
  it.each([
    ['letter case, signs and spaces', law.toUpperCase().replaceAll(' ', '  ').replace('?', '…')],
    ['marks of Markdown', law.replace('основним', '**основним**')],
    ['a word more', law.replace('оцінки', 'для оцінки')],
    ['other endings', law.replace('ефективності', 'ефективність')],
  ])('are found in spite of %s', (_, other) => {
    expect(areAlike(probe(law), probe(other))).toBe(true);
    expect(meet(probe(law), probe(other))).toBe(true);
  });

  it('are not those about something else', () => {
    const other = probe('За який час наряд поліції прибуває на виклик у межах міста?');
    expect(likeness(probe(law), other)).toBeLessThan(0.2);
    expect(areAlike(probe(law), other)).toBe(false);
  });

  it('are compared with what can be chosen where they say little themselves', () => {
    const short = 'Оберіть правильне твердження:';
    const one = probe(short, ['Кайдани застосовують без попередження', 'Кайдани не застосовують ніколи']);
    const other = probe(short, ['Протокол складають двоє', 'Протокол складає слідчий']);
    expect(areAlike(one, other)).toBe(false);
    expect(
      areAlike(one, probe(short, ['Кайдани не застосовують ніколи', 'Кайдани застосовують без попередження'])),
    ).toBe(true);
  });
});

describe('bands', () => {
  it('are always the same for the same text, also for a very short one', () => {
    expect(bandsOf('що')).toEqual(bandsOf('що'));
    expect(new Set(bandsOf(probe(law))).size).toBe(5);
  });

  it('of thousands of different questions hardly meet', () => {
    const words = [
      'наряд',
      'протокол',
      'затриманий',
      'кайдани',
      'слідчий',
      'свідок',
      'огляд',
      'вилучення',
      'дозвіл',
      'суд',
    ];
    const text = (seed: number) =>
      Array.from(
        { length: 12 },
        (_, at) => `${words[(seed * 7 + at * at * (seed % 13)) % 10]}${(seed * 31 + at) % 97}`,
      ).join(' ');
    const wanted = new Set(bandsOf(text(5000)));
    const met = Array.from({ length: 2000 }, (_, seed) => bandsOf(text(seed))).filter((bands) =>
      bands.some((band) => wanted.has(band)),
    );
    expect(met.length).toBeLessThan(40);
  });
});
