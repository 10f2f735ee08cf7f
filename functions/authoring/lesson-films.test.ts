import { describe, expect, it } from 'vitest';
import type { Film } from './films.ts';
import { shownAs, withCaptions, withFilm } from './lesson-films.ts';
import type { StoredLesson } from './outline.store.ts';

const film: Film = {
  id: 'lec_1',
  language: 'uk',
  title: { uk: 'Лекція' },
  durationSeconds: 60,
  source: 'hash',
  captions: { uk: 'vtt' },
};
const lesson = { id: 'les_1', lectures: {}, revision: 3 } as unknown as StoredLesson;

it('captions come and go by language', () => {
  const both = withCaptions(film, 'en', 'vtt2');
  expect(shownAs(both).captions).toEqual(['uk', 'en']);
  expect(withCaptions(both, 'uk', undefined).captions).toEqual({ en: 'vtt2' });
});

describe('a lesson', () => {
  const showing = withFilm(lesson, 'uk', film);
  it('shows a film in its language, with what is known of it', () => {
    expect(showing).toMatchObject({
      revision: 4,
      lectures: { uk: { id: 'lec_1', durationSeconds: 60, captions: ['uk'] } },
    });
    expect(withFilm(showing, 'uk', undefined)).toMatchObject({ revision: 5, lectures: {} });
  });

  it('is the very same where it shows it already, and another one once there are other captions', () => {
    expect(withFilm(showing, 'uk', film)).toBe(showing);
    expect(withFilm(lesson, 'uk', undefined)).toBe(lesson);
    expect(withFilm(showing, 'uk', withCaptions(film, 'en', 'x')).lectures.uk?.captions).toEqual(['uk', 'en']);
  });
});
