/**
 * Made from the contracts: every endpoint, asked by nobody and by each role, of the academy it is about and of another;
 * and by who looks through each role (“see as”).
 */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { identity } from '#contracts/identity.ts';
import { roles } from '#contracts/permissions.ts';
import type { InputOf } from '#contracts/request.ts';
import { outcome } from '../support/people.ts';
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

describe.each(roles)('“see as” %s', { timeout: 60_000 }, (role) => {
  let viewer: TestClient;
  beforeAll(async () => {
    viewer = await signIn((await createPerson(inject('national').organisationId, ['nationalAdmin'])).login);
  });

  /** Looks as the role for as long as it takes, and no longer. */
  async function looking<T>(organisationId: string, work: () => Promise<T>): Promise<T> {
    await viewer.call(identity.startSeeAs, { body: { organisationId, role } });
    return work().finally(() => viewer.reply(identity.endSeeAs, {}));
  }

  /** By name, how these endpoints must end, and how they did. */
  async function seen(endpoints: typeof table, expected: (endpoint: Endpoint, row: Row<Endpoint>) => Outcome) {
    const [must, did]: [Record<string, Outcome>, Record<string, Outcome>] = [{}, {}];
    for (const [name, endpoint] of endpoints) {
      const row = rows.get(name)!;
      must[name] = expected(endpoint, row);
      did[name] = (await ask(viewer, endpoint, row)).ended;
    }
    return { must, did };
  }

  it.each(places)('reads what the role reads, %s', async (place) => {
    const reading = table.filter(([, { method }]) => method === 'GET');
    const asker = { name: role, held: [role], place };
    const { academyId } = place === 'own' ? world.own : world.other;
    const { must, did } = await looking(academyId, () =>
      seen(reading, (endpoint, row) => expectedOf(endpoint, row, asker)),
    );
    expect(did).toEqual(must);
  });

  it('changes nothing', async () => {
    const changing = table.filter(([, { method, changesInView }]) => method !== 'GET' && !changesInView);
    const { must, did } = await looking(world.own.academyId, () =>
      seen(changing, ({ permission }, row) => (permission === 'public' ? row.foreign : 'readOnlyView')),
    );
    expect(did).toEqual(must);
  });

  it('can be left, and one can sign out of it', async () => {
    const open = table.filter(([, { changesInView }]) => changesInView).map(([name]) => name);
    expect(open).toEqual(['identity.endSeeAs', 'identity.signOut']);
    const signOut = () => viewer.reply(identity.signOut, {});
    expect((await looking(world.own.academyId, signOut)).status).toBe(200);
    expect(outcome(await viewer.reply(identity.me, {}))).toBe('signInNeeded');
  });
});
