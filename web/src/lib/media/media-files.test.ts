import { describe, expect, test } from 'vitest';
import { fileBytesMax } from '#contracts/media.ts';
import { fileType, firstPicture, isPicture, mediaName } from './media-files.ts';

const chosen = (name: string, type = '', size = 1) => ({ name, type, size });
const reason = (file: ReturnType<typeof chosen>) => {
  try {
    return fileType(file);
  } catch (error) {
    return (error as { reason: string }).reason;
  }
};

describe('what is chosen', () => {
  test('is a picture by its type, else by its ending', () => {
    expect(isPicture(chosen('image.png', 'image/png'))).toBe(true);
    expect(isPicture(chosen('IMG_2041.HEIC'))).toBe(true);
    expect(isPicture(chosen('drawing.svg', 'image/svg+xml'))).toBe(false);
    expect(isPicture(chosen('film.mp4', 'video/mp4'))).toBe(false);
    const files = [new File(['a'], 'a.txt', { type: 'text/plain' }), new File(['b'], 'b.png', { type: 'image/png' })];
    expect(firstPicture(files)?.name).toBe('b.png');
  });

  test('is announced by its ending: systems call the same file by different types', () => {
    expect(reason(chosen('список.CSV', 'application/vnd.ms-excel'))).toBe('text/csv');
    expect(reason(chosen('без-закінчення', 'application/pdf'))).toBe('application/pdf');
    expect(reason(chosen('a.docm'))).toBe('type');
    expect(reason(chosen('a.exe', 'application/x-msdownload'))).toBe('type');
    expect(reason(chosen('a.pdf', '', 0))).toBe('empty');
    expect(reason(chosen('a.pdf', '', fileBytesMax + 1))).toBe('tooLarge');
  });

  test('gets a name the academy takes', () => {
    expect(mediaName('План.pdf', 'Файл')).toBe('План.pdf');
    expect(mediaName(' a\u202Efdp.exe\n', 'Файл')).toBe('a fdp.exe');
    expect(mediaName('  ', 'Файл')).toBe('Файл');
    const long = mediaName(`${'ж'.repeat(300)}.docx`, 'Файл');
    expect([long.length, long.endsWith('ж.docx')]).toEqual([200, true]);
  });
});
