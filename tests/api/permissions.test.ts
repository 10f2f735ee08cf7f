/**
 * Made from the contracts: every endpoint, asked by nobody and by each role, of the academy it is about and of another;
 * and by who looks through each role (“see as”).
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { identity } from '#contracts/identity.ts';
import { roles, type Role } from '#contracts/permissions.ts';
import type { InputOf } from '#contracts/request.ts';
import type { ErrorBody } from '#contracts/errors.ts';
import { createPerson, signIn, TestClient } from '../support/stack.ts';
import { expectedOf, type Outcome, type Row } from './permissions/row.ts';
import { allRows, table } from './permissions/rows.ts';
import { createWorld, places, secretsOf, type World } from './permissions/world.ts';

let world: World;
let rows: Map<string, Row<Endpoint>>;

beforeAll(async () => {
  world = await createWorld();
  rows = allRows(world);
}, 180_000);

/** Not every answer has a body. */
const outcome = ({ status, body }: { status: number; body: ErrorBody | undefined }): Outcome =>
  body?.error?.code ?? status;

/** Asks one endpoint; answers how it ended, and which of these words the answer holds. */
async function ask(client: TestClient, endpoint: Endpoint, row: Row<Endpoint>, words: readonly string[] = []) {
  const reply = await client.reply(endpoint, (await row.input()) as InputOf<Endpoint>);
  const text = JSON.stringify(reply.body ?? '');
  return { ended: outcome(reply), found: words.filter((word) => text.includes(word)) };
}

describe('every endpoint', { timeout: 60_000 }, () => {
  it.each(table)('%s answers each as their role allows', async (name, endpoint) => {
    const row = rows.get(name)!;
    const secrets = secretsOf(world);
    const expected: Record<string, Outcome> = {
      nobody: endpoint.permission === 'public' ? row.foreign : 'signInNeeded',
    };
    const nobody = await ask(new TestClient(), endpoint, row, secrets);
    const answered: Record<string, Outcome> = { nobody: nobody.ended };
    const found = nobody.found;
    for (const { client, ...asker } of world.askers) {
      expected[asker.name] = expectedOf(endpoint, row, asker);
      const isForeign = asker.place === 'foreign';
      const answer = await ask(client, endpoint, row, isForeign ? secrets : []);
      answered[asker.name] = answer.ended;
      found.push(...answer.found);
    }
    expect(answered).toEqual(expected);
    expect(found, 'of the academy, shown to others').toEqual([]);
  });

  it('was asked by every role, of the academy and of another', () => {
    const names = roles.flatMap((role) => places.map((place) => `${role}, ${place}`));
    expect(world.askers.map(({ name }) => name)).toEqual([...names, 'above', 'below']);
    expect([...rows.keys()].sort()).toEqual(table.map(([name]) => name).sort());
  });

  it('is closed to a session that was ended', async () => {
    const answers = await Promise.all(world.askers.map(({ client }) => client.reply(identity.me, {})));
    expect(answers.map(outcome)).toEqual(world.askers.map(() => 'signInNeeded'));
  });
});

describe('“see as”', { timeout: 60_000 }, () => {
  const national = () => inject('national').organisationId;
  let viewer: TestClient;
  beforeAll(async () => {
    viewer = await signIn((await createPerson(national(), ['nationalAdmin'])).login);
  });
  afterAll(() => viewer.reply(identity.signOut, {}));
  /** Looks as a role for as long as it takes, and no longer. */
  async function looking<T>(organisationId: string, role: Role, work: () => Promise<T>): Promise<T> {
    await viewer.call(identity.startSeeAs, { body: { organisationId, role } });
    return work().finally(() => viewer.reply(identity.endSeeAs, {}));
  }

  /** By name, how each endpoint ends that neither ends the view nor leaves it as it is. */
  async function seen(endpoints: typeof table, expected: (name: string, endpoint: Endpoint) => Outcome) {
    const [must, did]: Record<string, Outcome>[] = [{}, {}];
    for (const [name, endpoint] of endpoints) {
      must![name] = expected(name, endpoint);
      did![name] = (await ask(viewer, endpoint, rows.get(name)!)).ended;
    }
    return { must, did };
  }
  const changing = table.filter(([, { method, changesInView }]) => method !== 'GET' && !changesInView);
  const reading = table.filter(([, { method }]) => method === 'GET');

  it.each(roles)('as %s reads what the role reads, here and elsewhere', async (role) => {
    for (const place of places) {
      const { academyId } = place === 'own' ? world.own : world.other;
      const expected = (name: string, endpoint: Endpoint) =>
        expectedOf(endpoint, rows.get(name)!, { name: role, held: [role], place });
      const { must, did } = await looking(academyId, role, () => seen(reading, expected));
      expect(did, place).toEqual(must);
    }
  });

  it.each(roles)('as %s changes nothing', async (role) => {
    const expected = (name: string, { permission }: Endpoint) =>
      permission === 'public' ? rows.get(name)!.foreign : 'readOnlyView';
    const { must, did } = await looking(world.own.academyId, role, () => seen(changing, expected));
    expect(did).toEqual(must);
  });

  it('can be left, and one can sign out of it', async () => {
    const open = table.filter(([, { changesInView }]) => changesInView).map(([name]) => name);
    expect(open).toEqual(['identity.endSeeAs', 'identity.signOut']);
    const signOut = () => viewer.reply(identity.signOut, {});
    expect((await looking(world.own.academyId, 'learner', signOut)).status).toBe(200);
    expect(outcome(await viewer.reply(identity.me, {}))).toBe('signInNeeded');
  });
});
