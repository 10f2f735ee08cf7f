import { expect, it } from 'vitest';
import { picturePairs, picturesNamed, textPictures } from './text-pictures.ts';

const of = { courseId: 'crs_1', lessonId: 'les_1' };
const shown = (sha256: string) => textPictures(of, { 'pictures/map.png': { sha256, width: 640, height: 480 } });

it('leads from the path in the text to the picture of the lesson, with its size', () => {
  expect(shown('a'.repeat(64))).toEqual({
    'pictures/map.png': {
      src: `/api/authoring/courses/crs_1/lessons/les_1/pictures/${'a'.repeat(64)}`,
      width: 640,
      height: 480,
    },
  });
});

it('finds the pictures a text names, each once, with what it says of them', () => {
  const text = 'До ![Карта](pictures/map.png "Район") і ![ще](<pictures/b.png>) та ![Карта](pictures/map.png)';
  expect(picturesNamed(text)).toEqual([
    { path: 'pictures/map.png', alt: 'Карта' },
    { path: 'pictures/b.png', alt: 'ще' },
  ]);
  expect(picturesNamed('[не малюнок](pictures/map.png)')).toEqual([]);
});

it('shows a picture once where it stayed, both where another one took its name, and none that nobody has', () => {
  const text = '![Карта](pictures/map.png) ![нема](gone.png)';
  const [same] = picturePairs({ before: text, after: text }, { before: shown('a'), after: shown('a') });
  expect(same).toMatchObject({ path: 'pictures/map.png', isChanged: false });
  const pairs = picturePairs({ before: text, after: text }, { before: shown('a'), after: shown('b') });
  expect(pairs).toHaveLength(1);
  expect(pairs[0]).toMatchObject({ isChanged: true });
  expect(picturePairs({ before: null, after: text }, { before: {}, after: shown('b') })).toMatchObject([
    { before: undefined, isChanged: true },
  ]);
});
