import { expect, it } from 'vitest';
import { captionsTooLarge } from './film-form.ts';

it('tells captions that are too large', () => {
  expect(captionsTooLarge({ captions: { size: 600_000 } })).toBe(true);
  expect(captionsTooLarge({ captions: undefined })).toBe(false);
});
