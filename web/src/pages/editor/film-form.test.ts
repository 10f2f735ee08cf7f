import { expect, it } from 'vitest';
import { captionsTooLarge, faultOf, lengthSaid, titleFrom } from './film-form.ts';

const file = { type: 'video/mp4', name: 'talk.mp4', size: 1000 };

it('says what is wrong with a film before it is sent', () => {
  expect(faultOf({ file, length: 60 })).toBeUndefined();
  expect(faultOf({ file: undefined, length: undefined })).toBe('noFile');
  expect(faultOf({ file: { ...file, type: 'video/quicktime', name: 'talk.mov' }, length: 60 })).toBe('noMp4');
  // some systems do not know the type
  expect(faultOf({ file: { ...file, type: '' }, length: 60 })).toBeUndefined();
  expect(faultOf({ file: { ...file, size: 5 * 1024 ** 3 }, length: 60 })).toBe('tooLarge');
  expect(faultOf({ file, length: undefined })).toBe('unreadable');
  expect(faultOf({ file, length: 0.5 })).toBe('tooShort');
  expect(faultOf({ file, length: 7 * 3600 })).toBe('tooLong');
});

it('names a film after its file, and tells its length in tenths', () => {
  expect(titleFrom('Огляд_місця  події.final.mp4')).toBe('Огляд місця події.final');
  expect(lengthSaid(12.3456)).toBe(12.3);
  expect(captionsTooLarge({ captions: { size: 600_000 } })).toBe(true);
  expect(captionsTooLarge({ captions: undefined })).toBe(false);
});
