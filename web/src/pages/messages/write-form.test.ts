import { expect, it } from 'vitest';
import { audienceOf, chosenBy, faultsOf, sentKind } from './write-form.ts';

const chosen = { cohortId: 'coh_1', personId: '', assignmentId: '', personIds: [] };

it('a message has somebody to go to once that is chosen', () => {
  expect(audienceOf({ ...chosen, kind: 'cohort' })).toEqual({ kind: 'cohort', cohortId: 'coh_1' });
  expect(audienceOf({ ...chosen, kind: 'person' })).toBeUndefined();
  expect(audienceOf({ ...chosen, kind: 'late', assignmentId: 'asg_1' })).toEqual({
    ...{ kind: 'late', cohortId: 'coh_1', assignmentId: 'asg_1' },
  });
  expect(audienceOf({ ...chosen, kind: 'person', personId: 'per_1' })).toEqual({
    ...{ kind: 'people', cohortId: 'coh_1', personIds: ['per_1'] },
  });
  expect(audienceOf({ ...chosen, kind: 'stuck' })).toBeUndefined();
  expect(audienceOf({ ...chosen, kind: 'stuck', personIds: ['per_1', 'per_2'] })).toEqual({
    ...{ kind: 'people', cohortId: 'coh_1', personIds: ['per_1', 'per_2'] },
  });
});

it('an address may have chosen somebody already', () => {
  expect(chosenBy('per_1')).toEqual({ kind: 'person', personId: 'per_1' });
  expect(chosenBy('stuck').kind).toBe('stuck');
  for (const other of [undefined, 'late', 'coh_1']) expect(chosenBy(other)).toEqual({ kind: 'cohort', personId: '' });
});

it('a message without a title, words or readers is not sent', () => {
  expect(faultsOf({ audience: undefined, title: ' ', text: '' })).toEqual({ audience: true, title: true, text: true });
  expect(faultsOf({ audience: { kind: 'cohort', cohortId: 'coh_1' }, title: 'Збір', text: 'О дев’ятій' })).toEqual({});
});

it('what went to one of several chosen ones went to one person', () => {
  const people = (...personIds: string[]) => sentKind({ kind: 'people', cohortId: 'coh_1', personIds });
  expect([people('per_1'), people('per_1', 'per_2')]).toEqual(['person', 'people']);
});
