import { describe, expect, it } from 'vitest';
import { oneRosterRows } from './one-roster.ts';

const file = (...rows: string[]) => rows.map((row, index) => ({ line: index + 1, cells: row.split(',') }));
const today = '2026-11-22';
const ourOrganisation = 'org_01JCQ3ZV8G6Y5T4R3E2W1Q0PAS';

const orgs = file(
  'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
  `o1,,,Academy,school,${ourOrganisation},`,
  'o2,,,Карпатська академія,department,77,o1',
);
const usersHead =
  'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns';
const user = (id: string, { status = '', enabled = 'true', username = id, email = `${id}@a.ua` } = {}) =>
  `${id},${status},,${enabled},${username},,Олена,Коваль,,,${email},,,,,,,,,,,o1,`;
const rolesHead =
  'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId';
const role = (userId: string, name: string, org = 'o1', { type = 'primary', begin = '', end = '', status = '' } = {}) =>
  `r-${userId}-${name},${status},,${userId},${type},${name},${begin},${end},${org},`;

const read = (users: string[], roles: string[]) =>
  oneRosterRows({ orgs, users: file(usersHead, ...users), roles: file(rolesHead, ...roles) }, today);
const one = (users: string[], roles: string[]) => read(users, roles).rows[0]!;

describe('a OneRoster bundle', () => {
  it('becomes people with places: student and teacher are learner and instructor', () => {
    const { rows } = read([user('u1'), user('u2')], [role('u1', 'student'), role('u2', 'teacher', 'o2')]);
    expect(rows).toMatchObject([
      {
        line: 2,
        familyName: 'Коваль',
        givenName: 'Олена',
        email: 'u1@a.ua',
        places: [{ organisation: ourOrganisation, roles: ['learner'] }],
        faults: [],
      },
      { line: 3, places: [{ organisation: 'Карпатська академія', roles: ['instructor'] }], faults: [] },
    ]);
  });
  it('gives one person several places, the primary role first', () => {
    const { places } = one(
      [user('u1')],
      [role('u1', 'student', 'o1', { type: 'secondary' }), role('u1', 'teacher', 'o2')],
    );
    expect(places.map(({ roles }) => roles[0])).toEqual(['instructor', 'learner']);
  });
  it('takes the user name for the address where there is none and it is one', () => {
    expect(one([user('u1', { email: '', username: 'o@a.ua' })], [role('u1', 'student')]).email).toBe('o@a.ua');
    expect(one([user('u1', { email: '', username: 'okoval' })], [role('u1', 'student')]).email).toBe('');
  });
  it.each([
    ['systemAdministrator', 'roleNotAllowed'],
    ['districtAdministrator', 'roleNotAllowed'],
    ['guardian', 'roleUnknown'],
    ['ext:sergeant', 'roleUnknown'],
    ['Student', 'roleUnknown'],
  ])('does not give the role %s', (name, reason) => {
    expect(one([user('u1')], [role('u1', name)]).faults).toEqual([
      { line: 2, column: 'roles.role', reason, value: name },
    ]);
  });
  it('names an organisation that is not in orgs.csv', () => {
    expect(one([user('u1')], [role('u1', 'student', 'o9')]).faults).toEqual([
      { line: 2, column: 'roles.orgSourcedId', reason: 'organisationUnknown', value: 'o9' },
    ]);
  });
  it('works without orgs.csv, by our own ids', () => {
    const files = {
      users: file(usersHead, user('u1')),
      roles: file(rolesHead, role('u1', 'student', ourOrganisation)),
    };
    expect(oneRosterRows(files, today).rows[0]?.places[0]?.organisation).toBe(ourOrganisation);
  });
  it('leaves alone who is to be deleted or is not enabled', () => {
    const { rows } = read(
      [user('u1', { status: 'tobedeleted' }), user('u2', { enabled: 'false' }), user('u3', { status: 'active' })],
      [role('u1', 'student'), role('u2', 'student'), role('u3', 'student')],
    );
    expect(rows.map(({ leaving }) => leaving)).toEqual([true, true, false]);
  });
  it('gives only roles that hold today', () => {
    const past = role('u1', 'teacher', 'o1', { end: '2026-06-30' });
    const future = role('u1', 'teacher', 'o2', { begin: '2027-01-01' });
    expect(one([user('u1')], [past, future, role('u1', 'student', 'o1', { end: today })]).places).toHaveLength(1);
    expect(one([user('u1')], [past]).faults).toEqual([{ line: 2, column: 'roles.role', reason: 'missing', value: '' }]);
    expect(one([user('u1')], [role('u1', 'student', 'o1', { status: 'tobedeleted' })]).faults).toHaveLength(1);
  });
  it('says where a role has nobody', () => {
    const { rows } = read([user('u1')], [role('u1', 'student'), role('u9', 'student')]);
    expect(rows[1]?.faults).toEqual([{ line: 3, column: 'roles.userSourcedId', reason: 'missing', value: 'u9' }]);
  });
  it('names columns that mean nothing to us by their file', () => {
    expect(read([user('u1')], [role('u1', 'student')]).ignoredColumns).toEqual(
      expect.arrayContaining(['users.phone', 'roles.userProfileSourcedId']),
    );
  });
  it('needs its headings', () => {
    const files = { users: file('sourcedId,name', 'u1,x'), roles: file(rolesHead) };
    expect(() => oneRosterRows(files, today)).toThrow(
      expect.objectContaining({ details: { file: 'users', reason: 'columns', columns: 'givenName,familyName' } }),
    );
  });
});
