import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { kindOfChoice, readChoice } from './import-files.ts';

const file = (name: string, content: string | Uint8Array) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { reason?: string }) => error.reason,
  );

describe('what was chosen', () => {
  test('is one table of people', async () => {
    const [only, ...rest] = await readChoice([file('Набір 2026.csv', 'email\na@b.example\n')]);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ kind: 'people', bytes: 18 });
    expect(only?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is a OneRoster bundle, zipped or not, in a folder or not; other tables of it are left', async () => {
    const tables = { 'a/users.csv': strToU8('x'), 'a/roles.csv': strToU8('y'), 'a/classes.csv': strToU8('z') };
    const zipped = await readChoice([file('roster.zip', zipSync(tables))]);
    expect(zipped.map(({ kind }) => kind).sort()).toEqual(['roles', 'users']);
    const loose = await readChoice([file('users.csv', 'x'), file('roles.csv', 'y'), file('orgs.csv', 'z')]);
    expect(loose.map(({ kind }) => kind).sort()).toEqual(['orgs', 'roles', 'users']);
  });

  test('is refused with a reason', async () => {
    expect(() => kindOfChoice(['list.xlsx'])).toThrow('spreadsheet');
    expect(() => kindOfChoice(['a.csv', 'b.csv'])).toThrow('several');
    expect(await reasonOf(readChoice([file('people.csv', '')]))).toBe('empty');
    expect(await reasonOf(readChoice([file('roster.zip', 'no archive')]))).toBe('archive');
    expect(await reasonOf(readChoice([file('users.csv', 'x')]))).toBe('noUsers');
  });
});
