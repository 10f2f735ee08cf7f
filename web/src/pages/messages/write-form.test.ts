import { expect, it } from 'vitest';
import { audienceOf, faultsOf } from './write-form.ts';

const chosen = { cohortId: 'coh_1', personId: '', assignmentId: '' };

it('a message has somebody to go to once that is chosen', () => {
  expect(audienceOf({ ...chosen, kind: 'cohort' })).toEqual({ kind: 'cohort', cohortId: 'coh_1' });
  expect(audienceOf({ ...chosen, kind: 'person' })).toBeUndefined();
  expect(audienceOf({ ...chosen, kind: 'late', assignmentId: 'asg_1' })).toEqual({
    ...{ kind: 'late', cohortId: 'coh_1', assignmentId: 'asg_1' },
  });
});

it('a message without a title, words or readers is not sent', () => {
  expect(faultsOf({ audience: undefined, title: ' ', text: '' })).toEqual({ audience: true, title: true, text: true });
  expect(faultsOf({ audience: { kind: 'cohort', cohortId: 'coh_1' }, title: 'Збір', text: 'О дев’ятій' })).toEqual({});
});
