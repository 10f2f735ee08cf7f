import { describe, expect, it } from 'vitest';
import type { Role } from '#contracts/permissions.ts';
import { Organisations, type KnownOrganisation } from './import-organisations.ts';
import { planOf, previewOf, type Ground, type PlanLine } from './import-plan.ts';
import type { Member } from './membership.ts';
import { peopleRows } from './people-csv.ts';

const organisation = (id: string, path: string[], uk: string, more: Partial<KnownOrganisation> = {}) =>
  ({
    id,
    path: [...path, id],
    name: { uk, en: `${id} en` },
    closedAt: null,
    languages: ['uk'],
    timeZone: 'Europe/Kyiv',
    ...more,
  }) as KnownOrganisation;
const known = [
  organisation('nat', [], 'Служба'),
  organisation('aca', ['nat'], 'Академія'),
  organisation('aca1', ['nat', 'aca'], 'Кафедра', { languages: ['kk', 'uk'], timeZone: 'Asia/Almaty' }),
  organisation('old', ['nat', 'aca'], 'Закрита', { closedAt: '2026-01-01T00:00:00.000Z' }),
  organisation('reg', ['nat'], 'Управління'),
  organisation('reg1', ['nat', 'reg'], 'Кафедра'),
];
const organisations = new Organisations(known);
const admin = (organisationId: string, role: Role = 'academyAdmin') => [{ organisationId, roles: [role] }];
const member = (id: string, organisationId: string, roles: Role[], more: Partial<Member> = {}): Member => ({
  id,
  memberships: [{ organisationId, roles }],
  homeId: organisationId,
  ...more,
});

function plan(rows: string[], ground: Partial<Ground> = {}): PlanLine[] {
  const heading = 'Прізвище;Ім’я;email;Роль;Заклад;Мова';
  const lines = [heading, ...rows].map((row, index) => ({ line: index + 1, cells: row.split(';') }));
  const home = organisations.get('aca')!;
  return planOf(peopleRows(lines).rows, { asker: admin('aca'), home, organisations, people: new Map(), ...ground });
}
const faultsOf = (row: string, ground?: Partial<Ground>) => {
  const [line] = plan([row], ground);
  return line?.action === 'bad'
    ? line.faults.map(({ column, reason, value }) => [column, reason, value])
    : line?.action;
};

describe('a new person', () => {
  it('is a learner where the import belongs to, unless the line says otherwise', () => {
    expect(plan(['Коваль;Олена;O.Koval@A.ua'])).toEqual([
      {
        line: 2,
        login: 'o.koval@a.ua',
        action: 'create',
        card: { familyName: 'Коваль', givenName: 'Олена', locale: 'uk', timeZone: 'Europe/Kyiv' },
        memberships: [{ organisationId: 'aca', roles: ['learner'] }],
      },
    ]);
  });
  it('gets language and time of the organisation they come to', () => {
    expect(plan(['Ким;Асель;a@a.kz;тыңдаушы;aca1'])[0]).toMatchObject({
      card: { locale: 'kk', timeZone: 'Asia/Almaty' },
      memberships: [{ organisationId: 'aca1', roles: ['learner'] }],
    });
    expect(plan(['Ким;Асель;a@a.kz;;aca1;ru'])[0]).toMatchObject({ card: { locale: 'ru' } });
  });
  it('may get several roles, in the order of the contract', () => {
    expect(plan(['К;О;o@a.ua;рецензент, викладач'])[0]).toMatchObject({
      memberships: [{ roles: ['instructor', 'reviewer'] }],
    });
  });
});

describe('an organisation is found', () => {
  it.each(['aca1', 'Кафедра', 'кафедра ', 'aca1 en'])('as “%s”', (text) => {
    expect(plan([`К;О;o@a.ua;;${text}`])[0]).toMatchObject({ memberships: [{ organisationId: 'aca1' }] });
  });
  it('not where two bear the name and neither is nearer', () => {
    const national = { asker: admin('nat', 'nationalAdmin'), home: organisations.get('nat')! };
    expect(faultsOf('К;О;o@a.ua;;Кафедра', national)).toEqual([['Заклад', 'organisationUnknown', 'Кафедра']]);
  });
});

describe('a line is bad', () => {
  it.each([
    ['without a name', ';Олена;o@a.ua', ['Прізвище', 'missing', '']],
    ['with a name too long', `${'а'.repeat(101)};О;o@a.ua`, ['Прізвище', 'tooLong', `${'а'.repeat(39)}…`]],
    ['with letters its encoding could not hold', '?ділбек;О;o@a.ua', ['Прізвище', 'characters', '?ділбек']],
    ['with a break in a name', 'Ко\nваль;О;o@a.ua', ['Прізвище', 'characters', 'Ко\nваль']],
    ['without an address', 'К;О;', ['email', 'missing', '']],
    ['with something else for an address', 'К;О;пошта', ['email', 'loginWrong', 'пошта']],
    ['with an unknown role', 'К;О;o@a.ua;начальник', ['Роль', 'roleUnknown', 'начальник']],
    ['with a role the asker may not give', 'К;О;o@a.ua;auditor', ['Роль', 'roleNotAllowed', 'auditor']],
    ['with somebody else’s organisation', 'К;О;o@a.ua;;reg', ['Роль', 'roleNotAllowed', '']],
    ['with an unknown organisation', 'К;О;o@a.ua;;Інша', ['Заклад', 'organisationUnknown', 'Інша']],
    ['with a closed one', 'К;О;o@a.ua;;Закрита', ['Заклад', 'organisationClosed', 'Закрита']],
    ['with an unknown language', 'К;О;o@a.ua;;;français', ['Мова', 'languageUnknown', 'français']],
    ['with a cell too many', 'К;О;o@a.ua;;;uk;зайве', ['', 'columns', 'зайве']],
  ])('%s', (_, row, fault) => {
    expect(faultsOf(row)).toEqual([fault]);
  });
  it('for every reason at once', () => {
    expect(faultsOf(';О;пошта;начальник')).toHaveLength(3);
  });
  it('where its address stands in the file for the second time', () => {
    const [first, second] = plan(['К;О;o@a.ua', 'К;О;O@A.ua']);
    expect(first?.action).toBe('create');
    expect(second).toMatchObject({ action: 'bad', faults: [{ line: 3, reason: 'loginTwice' }] });
  });
});

describe('somebody who is here already', () => {
  const here = (person: Member) => ({ people: new Map([['o@a.ua', person]]) });

  it('gets the roles of the line; name and language stay theirs', () => {
    const [line] = plan(['Інше;Ім’я;o@a.ua;викладач, слухач'], here(member('per1', 'aca', ['learner'])));
    expect(line).toEqual({
      line: 2,
      login: 'o@a.ua',
      action: 'update',
      personId: 'per1',
      memberships: [{ organisationId: 'aca', roles: ['learner', 'instructor'] }],
    });
  });
  it('stays as they are where they lack none', () => {
    expect(faultsOf('К;О;o@a.ua;слухач', here(member('per1', 'aca', ['learner', 'instructor'])))).toBe('unchanged');
  });
  it('is not touched where they belong to others', () => {
    const faults = [['email', 'loginElsewhere', 'o@a.ua']];
    expect(faultsOf('К;О;o@a.ua', here(member('per1', 'reg', ['learner'])))).toEqual(faults);
    expect(faultsOf('К;О;o@a.ua', here(member('per1', 'aca', ['learner'], { mergedInto: 'per2' })))).toEqual(faults);
  });
  it('is found where they were last, when they hold no role any more', () => {
    const [line] = plan(['К;О;o@a.ua'], here({ id: 'per1', memberships: [], homeId: 'aca1' }));
    expect(line?.action).toBe('update');
  });
});

describe('the preview', () => {
  const rows = [...Array.from({ length: 130 }, (_, at) => `;О;x${at}@a.ua`), 'К;О;o@a.ua', 'Ш;І;i@a.ua;викладач'];
  const { faults, sample, ...figures } = previewOf(plan(rows), organisations, ['Звання']);

  it('counts', () => {
    expect(figures).toEqual({ rows: 132, creates: 2, updates: 0, unchanged: 0, bad: 130, ignoredColumns: ['Звання'] });
  });
  it('shows the first hundred faults and the first good lines', () => {
    expect(faults).toHaveLength(100);
    expect(sample[1]).toEqual({
      line: 133,
      login: 'i@a.ua',
      familyName: 'Ш',
      givenName: 'І',
      organisationName: { uk: 'Академія', en: 'aca en' },
      roles: ['instructor'],
    });
  });
});
