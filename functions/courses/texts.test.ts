import { describe, expect, it } from 'vitest';
import type { Manifest } from './manifest.ts';
import { fitting, placesFrom, textsAtOnce } from './texts.ts';

const lessons = Array.from({ length: 45 }, (_, index) => ({
  id: `les_${index + 1}`,
  number: index + 1,
  text: index === 2 ? { uk: `uk${index + 1}` } : { uk: `uk${index + 1}`, en: `en${index + 1}` },
}));
const manifest = {
  languages: ['uk', 'en'],
  modules: [{ lessons: lessons.slice(0, 5) }, { lessons: lessons.slice(5) }],
};

describe('texts of a course', () => {
  it('come in the asked language, else in the first', () => {
    const places = placesFrom(manifest as unknown as Manifest, 1, 'en');
    expect(places.slice(0, 4).map(({ hash, language }) => `${language} ${hash}`)).toEqual([
      'en en1',
      'en en2',
      'uk uk3',
      'en en4',
    ]);
    expect(places).toHaveLength(textsAtOnce);
  });
  it('go on where the last answer ended', () => {
    expect(placesFrom(manifest as unknown as Manifest, 41, 'uk').map(({ lesson }) => lesson.number)).toEqual([
      41, 42, 43, 44, 45,
    ]);
    expect(placesFrom(manifest as unknown as Manifest, 46, 'uk')).toEqual([]);
  });
  it('are as many as fit, and never none', () => {
    const [large, small] = ['ї'.repeat(500_000), 'i'];
    expect(fitting([small, small])).toBe(2);
    expect(fitting([large, small, large, small])).toBe(2);
    expect(fitting([large.repeat(3), small])).toBe(1);
  });
});
