import { expect, it } from 'vitest';
import { daysOf, isWrong } from './days.ts';

it('an empty line leaves that end open', () => {
  expect(daysOf({ startsOn: '', dueOn: '2026-12-01' })).toEqual({ startsOn: null, dueOn: '2026-12-01' });
  expect(isWrong({ startsOn: '', dueOn: '2026-12-01' })).toBe(false);
  expect(isWrong({ startsOn: '2026-12-01', dueOn: '2026-12-01' })).toBe(false);
});

it('nothing is due before it begins', () => {
  expect(isWrong({ startsOn: '2026-12-02', dueOn: '2026-12-01' })).toBe(true);
});
