import { describe, expect, it } from 'vitest';
import { recordColumns, type RecordRow } from '#contracts/audit.ts';
import { recordCells, type Words } from './records-csv.ts';

const academy = 'org_01J00000000000000000000000';
const unknown = 'org_01J00000000000000000000001';
const words: Words = {
  language: 'uk',
  timeZone: 'Europe/Kyiv',
  columns: {},
  types: {},
  fields: {
    roles: 'Ролі',
    parentId: 'Підпорядкування',
    disabled: 'Доступ закрито',
    name: 'Назва',
    closedAt: 'Закрито',
  },
  values: { learner: 'Слухач', instructor: 'Викладач', true: 'так', kk: 'казахська' },
};
const bare: RecordRow = {
  id: 'x',
  at: '2026-11-22T10:00:00.000Z',
  type: 'identity.personChanged',
  actor: null,
  by: 'system',
  person: null,
  organisation: null,
  course: null,
  data: {},
  change: null,
  names: { [academy]: { uk: 'Академія', en: 'Academy' } },
};
const details = (data: RecordRow['data'], own = words) =>
  recordCells({ ...bare, data }, own)[recordColumns.indexOf('details')];
const changed = (before: Record<string, string>, after: Record<string, string>) => {
  const cells = recordCells({ ...bare, change: { address: null, before, after } }, words);
  return [cells[recordColumns.indexOf('before')], cells[recordColumns.indexOf('after')]];
};

describe('a record in a table', () => {
  it('says fields and roles in words, places by their names in the reader’s language', () => {
    const roles = { [`roles.${academy}`]: 'learner,instructor' };
    expect(changed({}, { ...roles, disabled: 'true' })).toEqual([
      '',
      'Доступ закрито: так; Ролі, Академія: Слухач, Викладач',
    ]);
    expect(changed({ parentId: academy }, { parentId: unknown })).toEqual([
      'Підпорядкування: Академія',
      `Підпорядкування: ${unknown}`,
    ]);
    expect(details({ [academy]: 'learner' })).toBe('Академія: Слухач');
    expect(details({ [academy]: 'learner' }, { ...words, language: 'en' })).toBe('Academy: Слухач');
  });

  it('shows moments in the organisation’s time', () => {
    expect(changed({}, { closedAt: '2026-11-22T10:00:00.000Z' })[1]).toMatch(/^Закрито: 2026-11-22.12:00/);
  });

  it('leaves as it is what it has no words for, and what people wrote', () => {
    expect(details({ version: 3, when: null, [unknown]: 'learner,chief' })).toBe(
      `${unknown}: learner,chief; version: 3; when: `,
    );
    expect(changed({ 'name.kk': 'learner' }, { givenName: 'true' })).toEqual([
      'Назва, казахська: learner',
      'givenName: true',
    ]);
  });
});
