/**
 * Made from the contracts: every endpoint, asked by nobody and by each role, of the academy it is about and of another;
 * and by who looks through each role (“see as”).
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { identity } from '#contracts/identity.ts';
import { roles } from '#contracts/permissions.ts';
import type { InputOf } from '#contracts/request.ts';
import { outcome } from '../support/people.ts';
import { createPerson, signIn, TestClient } from '../support/stack.ts';
import { allRows, expectedOf, table, type Outcome, type Row } from './permissions/rows.ts';
import { createWorld, places, secretsOf, type World } from './permissions/world.ts';

let world: World;
let rows: Map<string, Row<Endpoint>>;

beforeAll(async () => {
  world = await createWorld();
  rows = allRows(world);
}, 180_000);

/** Asks one endpoint; answers how it ended, and which of these words the answer holds. */
async function ask(client: TestClient, endpoint: Endpoint, row: Row<Endpoint>, words: readonly string[] = []) {
  const reply = await client.reply(endpoint, (await row.input()) as InputOf<Endpoint>);
  const text = JSON.stringify(reply.body ?? '');
  return { ended: outcome(reply) as Outcome, found: words.filter((word) => text.includes(word)) };
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
  const look = (organisationId: string, role: (typeof roles)[number]) =>
    viewer.call(identity.startSeeAs, { body: { organisationId, role } });

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
      await look(place === 'own' ? world.own.academyId : world.other.academyId, role);
      const asker = { name: '', held: [role], place };
      const { must, did } = await seen(reading, (name, endpoint) => expectedOf(endpoint, rows.get(name)!, asker));
      await viewer.call(identity.endSeeAs, {});
      expect(did, place).toEqual(must);
    }
  });

  it.each(roles)('as %s changes nothing', async (role) => {
    await look(world.own.academyId, role);
    const { must, did } = await seen(changing, (name, { permission }) =>
      permission === 'public' ? (rows.get(name)!.foreign satisfies Outcome) : 'readOnlyView',
    );
    await viewer.call(identity.endSeeAs, {});
    expect(did).toEqual(must);
  });

  it('can be left, and one can sign out of it', async () => {
    const open = table.filter(([, { changesInView }]) => changesInView).map(([name]) => name);
    expect(open).toEqual(['identity.endSeeAs', 'identity.signOut']);
    await look(world.own.academyId, 'learner');
    expect((await viewer.reply(identity.signOut, {})).status).toBe(200);
    expect(outcome(await viewer.reply(identity.me, {}))).toBe('signInNeeded');
  });
});
