import { describe, expect, test } from 'vitest';
import { fitInto, localisedOf, namesOf, quotaBytes, quotaText, viewsOf } from './organisation-view.ts';

test('the views follow what somebody may do', () => {
  expect(viewsOf({ kind: 'academy', maySeePeople: true, mayChange: true })).toEqual(['below', 'roles', 'settings']);
  expect(viewsOf({ kind: 'academy', maySeePeople: false, mayChange: false })).toEqual(['below']);
  expect(viewsOf({ kind: 'unit', maySeePeople: true, mayChange: false })).toEqual(['roles']);
});

describe('names', () => {
  test('are filled in per language; what is blank is left out', () => {
    expect(namesOf({ uk: 'Академія' })).toEqual({ uk: 'Академія', ru: '', kk: '', en: '' });
    expect(localisedOf({ uk: ' Академія  поліції ', ru: ' ', kk: '', en: '' })).toEqual({ uk: 'Академія поліції' });
  });
  test('one is needed', () => {
    expect(localisedOf({ uk: ' ', ru: '', kk: '', en: '' })).toBeUndefined();
  });
});

test.each([
  ['', null],
  ['1,5', 1_500_000_000],
  [' 1 000 ', 1_000_000_000_000],
  ['-1', undefined],
  ['багато', undefined],
  ['999999999', undefined],
])('%s gigabytes', (typed, bytes) => {
  expect(quotaBytes(typed)).toBe(bytes);
});

test('a quota is shown as it is written', () => {
  expect(quotaText(1_500_000_000)).toBe('1.5');
  expect(quotaText(null)).toBe('');
});

test('a picture is centred, shrunk and never enlarged', () => {
  expect(fitInto(1024, 512, 256)).toEqual({ width: 256, height: 128, left: 0, top: 64 });
  expect(fitInto(100, 100, 256)).toEqual({ width: 100, height: 100, left: 78, top: 78 });
});
