import { describe, expect, it } from 'vitest';
import { contentOf, formFrom, formOf, newForm, type AssignmentForm } from './assignment-form.ts';

const zone = 'Europe/Kyiv';
const now = Date.parse('2026-11-23T08:00:00.000Z');
const form: AssignmentForm = { ...newForm('uk', now, zone), title: 'Протокол', text: 'Складіть протокол.' };
const faultsOf = (change: Partial<AssignmentForm>) => {
  const found = contentOf({ ...form, ...change }, zone);
  return 'faults' in found ? found.faults : {};
};

describe('the form of an assignment', () => {
  it('is due a week later by the cohort’s clock, and comes back as it was', () => {
    const found = contentOf(form, zone);
    expect(found).toMatchObject({
      content: { opensAt: '2026-11-23T08:00:00.000Z', dueAt: '2026-11-30T16:00:00.000Z' },
    });
    if ('content' in found) expect(formOf(found.content, zone)).toMatchObject({ due: form.due, megabytes: '20' });
  });

  it('says what does not fit', () => {
    expect(faultsOf({ title: ' ' })).toEqual({ title: 'missing' });
    expect(faultsOf({ due: { day: '2026-11-20', time: '10:00' } })).toEqual({ due: 'beforeStart' });
    expect(faultsOf({ takesLate: false, closes: { day: '2026-11-24', time: '10:00' } })).toEqual({
      closes: 'beforeDue',
    });
    expect(faultsOf({ takesText: false })).toEqual({ asked: 'nothing' });
    expect(faultsOf({ megabytes: '500' })).toEqual({ megabytes: 'number' });
  });

  it('leaves out what nobody has written of a rubric', () => {
    const level = (id: string, text: string, points: number) => ({ id, text: { uk: text }, points });
    const criterion = {
      id: 'a',
      name: { uk: 'Право' },
      levels: [level('x', 'Ні', 0), level('y', 'Так', 4), level('z', '', 5)],
    };
    const found = contentOf({ ...form, rubric: [criterion, { id: 'b', name: {}, levels: [] }] }, zone);
    expect(found).toMatchObject({ content: { rubric: [{ id: 'a', levels: [{ id: 'x' }, { id: 'y' }] }] } });
    expect(faultsOf({ rubric: [{ ...criterion, name: {} }] })).toEqual({ rubric: 'blank' });
    expect(faultsOf({ rubric: [criterion], points: '3' })).toEqual({ rubric: 'points' });
  });

  it('is taken from the device only whole', () => {
    expect(formFrom(JSON.stringify(form))).toEqual(form);
    expect(formFrom('{"title":1}')).toBeUndefined();
    expect(formFrom('кінець')).toBeUndefined();
  });
});
