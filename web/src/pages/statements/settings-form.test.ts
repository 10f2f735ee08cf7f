import { expect, it } from 'vitest';
import { faultsOf, formOf, settingsFrom } from './settings-form.ts';

const hours = { minutes: 45, source: 'Положення закладу, п. 4.2', since: '2026-09-01' };
const settings = { languages: ['uk' as const], showPoints: true, automatic: false, hours };

it('comes back as it was', () => {
  expect(settingsFrom(formOf(settings))).toEqual(settings);
  expect(settingsFrom(formOf({ ...settings, hours: null }))).toEqual({ ...settings, hours: null });
});

it('a rule of hours has a number, a source and a day', () => {
  const rule = { ...formOf({ ...settings, hours: null }), counted: true };
  expect(faultsOf(rule)).toEqual({ minutes: true, source: true, since: true });
  expect(faultsOf({ ...rule, minutes: '90', source: ' ', since: '2026' })).toEqual({
    ...{ minutes: true, source: true, since: true },
  });
  expect(faultsOf(formOf(settings))).toEqual({});
});

it('without a rule nothing is asked', () => {
  expect(faultsOf(formOf({ ...settings, hours: null }))).toEqual({});
});
