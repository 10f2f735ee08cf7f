import { expect, it } from 'vitest';
import { beginningsOf, heldIn } from './year.ts';

const cohort = (name: string, startsOn: string, endsOn: string) => ({ name, startsOn, endsOn });

it('of a year are those that learn on one of its days', () => {
  const all = [
    cohort('осінь', '2026-10-12', '2026-12-27'),
    cohort('до нового року', '2025-11-01', '2025-12-31'),
    cohort('через новий рік', '2025-11-01', '2026-01-01'),
    cohort('наступний', '2027-01-01', '2027-02-01'),
    cohort('останній день', '2026-12-31', '2027-02-01'),
  ];
  expect(heldIn(all, '2026').map(({ name }) => name)).toEqual(['через новий рік', 'осінь', 'останній день']);
});

it('is looked for among those that may still last', () => {
  expect(beginningsOf('2026')).toEqual({ from: '2020-12-27', to: '2026-12-31' });
});
