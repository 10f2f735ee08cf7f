/** What an operator does, on a stack of its own: looks, moves dead letters back, rebuilds a room, drills a restore, changes keys. */
import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Health } from '#contracts/operations.ts';
import { operations } from '#contracts/operations.ts';
import { organisations } from '#contracts/organisations.ts';
import { buildAssembly } from '../../infra/local/build.ts';
import { Client } from '../../infra/local/client.ts';
import { publishEndpoints } from '../../infra/local/endpoints.ts';
import { startStack, type LocalStack } from '../../infra/local/stack.ts';
import { firstAdministrator, testPassword } from '../support/first-administrator.ts';
import { ask, operate, TableInside, type Item } from '../support/operator.ts';
import { freePorts } from '../support/ports.ts';
import { until } from '../support/stack.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'kurs-operator-'));
const [dataDir, functionsDir] = [join(folder, 'data'), join(folder, 'functions')];
const parentId = firstAdministrator.organisation.id;
let stack: LocalStack;
let client: Client;
let table: TableInside;

beforeAll(async () => {
  const assembly = await buildAssembly();
  const port = await freePorts();
  const options = { dataDir, port, inMemory: true, chaos: 5, assembly };
  stack = await startStack({ ...options, dev: true, functionsDir });
  for (const { name, properties } of stack.template.of<{ Code: { S3Key: string } }>('AWS::Lambda::Function')) {
    if (/-(api|events|bootstrap)$/.test(name))
      cpSync(stack.template.asset(properties.Code.S3Key), join(functionsDir, name), { recursive: true });
  }
  publishEndpoints(stack, dataDir);
  table = new TableInside(dataDir);
}, 120_000);
afterAll(async () => {
  await stack?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const bundleOf = (name: string) => join(functionsDir, name, 'index.mjs');
/** New workers take over, which have read nothing yet. */
function renew(name: string): void {
  const now = new Date(Date.now() + renewals++);
  utimesSync(bundleOf(name), now, now);
}
let renewals = 1;

const health = () => ask<Health>(dataDir, 'ops', 'health');
const audit = async () => (await health()).rooms.find(({ room }) => room === 'audit');
const createUnit = () => {
  const id = `org_${ulid()}`;
  const body = { id, parentId, kind: 'academy' as const, name: { uk: `Заклад ${id}` }, timeZone: 'Europe/Kyiv' };
  return client.call(organisations.createOrganisation, { body }).then(() => id);
};

describe('the first administrator', () => {
  const admin = () =>
    operate(dataDir, 'admin', '--email', 'First@kurs.test', '--given-name', 'Перша', '--organisation-id', parentId);

  it('is made by one command, and a second time changes nothing', async () => {
    const first = await admin();
    expect(first).toMatchObject({ code: 0, error: '' });
    expect(first.out).toMatch(/is the first administrator[\s\S]*invitation/);
    expect((await admin()).out).toMatch(/nothing was changed/);
    const other = await operate(dataDir, 'admin', '--email', 'second@kurs.test');
    expect([other.code, other.error]).toEqual([1, expect.stringMatching(/national body already/)]);
  });
  it('may sign in', async () => {
    await stack.accounts.setPassword('first@kurs.test', testPassword);
    client = await new Client(stack.origin).signIn('first@kurs.test', testPassword);
    expect(await client.call(operations.health, {})).toMatchObject({ backup: { continuous: true } });
  });
});

describe('health', () => {
  it('is told to people in a table and to machines as the page shows it', async () => {
    await stack.settled();
    const page = await client.call(operations.health, {});
    const asked = await health();
    expect(asked.rooms).toEqual(page.rooms);
    expect(asked.answers.all).toBeGreaterThan(2);
    const { code, out } = await operate(dataDir, 'ops', 'health');
    expect(code).toBe(0);
    expect(out).toMatch(/^room +waiting +oldest +dead letters\n/);
  });
  it('says so where no stack runs, and where nobody knows the command', async () => {
    const nowhere = await operate(join(folder, 'nowhere'), 'ops', 'health');
    expect([nowhere.code, nowhere.error]).toEqual([1, expect.stringMatching(/^No local stack runs/)]);
    const unknown = await operate(dataDir, 'ops', 'heal');
    expect([unknown.code, unknown.error]).toEqual([1, expect.stringMatching(/^There is no command "heal"/)]);
  });
});

describe('records that fail', () => {
  let academyId: string;

  it('wait among the dead letters, and health says where to read on', async () => {
    const good = readFileSync(bundleOf('audit-events'));
    await stack.settled();
    writeFileSync(bundleOf('audit-events'), `export const handler = () => { throw new Error('broken') };`);
    renew('audit-events');
    academyId = await createUnit();
    await stack.settled();
    writeFileSync(bundleOf('audit-events'), good);
    renew('audit-events');
    expect((await audit())?.deadLetters).toBeGreaterThan(0);
    const { code, out } = await operate(dataDir, 'ops', 'health');
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('! audit-dead-letters – see infra/runbook.md, “ROOM-dead-letters”'),
    ]);
    const letters = await operate(dataDir, 'ops', 'letters', 'audit');
    expect(letters.out).toMatch(new RegExp(`^audit +identity.organisationCreated +${academyId} `, 'm'));
  });
  it('are dealt with once the cause is mended and they are moved back', async () => {
    const before = await table.below('$audit#');
    const moved = await ask<{ room: string; moved: number }>(dataDir, 'ops', 'redrive', 'audit');
    expect(moved).toMatchObject({ room: 'audit', moved: expect.any(Number) });
    await stack.settled();
    expect((await audit())?.deadLetters).toBe(0);
    const fresh = (await table.below('$audit#')).slice(0).filter((item) => !before.some(sameKey(item)));
    expect(JSON.stringify(fresh)).toContain(academyId);
  });
});

const sameKey = (item: Item) => (other: Item) => item.pk === other.pk && item.sk === other.sk;

describe('a rebuild', () => {
  const rebuild = (...more: string[]) =>
    ask<{ read: number; sent: number; deadLetters: { before: number; after: number } }>(
      dataDir,
      'rebuild',
      'audit',
      ...more,
    );

  it('makes good what a room has lost', async () => {
    await createUnit();
    await stack.settled();
    const before = await table.below('$audit#');
    expect(before.length).toBeGreaterThan(2);
    await table.remove(before);
    expect(await table.below('$audit#')).toEqual([]);
    const done = await rebuild();
    expect(done.sent).toBeGreaterThan(2);
    expect(done.deadLetters).toEqual({ before: 0, after: 0 });
    expect(await table.below('$audit#')).toEqual(before);
  });
  it('a second time changes nothing', async () => {
    const before = await table.below('$');
    await rebuild();
    await stack.settled();
    expect(await table.below('$')).toEqual(before);
  });
  it('begins with a day, leaves signals out unless asked for, and names rooms that do not react', async () => {
    const all = await rebuild('--signals');
    expect(all.sent).toBeGreaterThan((await rebuild()).sent);
    expect((await rebuild('--from', '2999-01-01')).sent).toBe(0);
    const wrong = await operate(dataDir, 'rebuild', 'operations');
    expect([wrong.code, wrong.error]).toEqual([1, expect.stringMatching(/^operations is no room that reacts: /)]);
    expect((await operate(dataDir, 'rebuild', 'audit', '--from', 'May')).error).toMatch(/^--from takes a day/);
  });
});

describe('a restore drill', () => {
  interface Sums {
    before: { count: number; hash: string };
    after: { count: number; hash: string };
  }
  it('finds every record in the copy, and leaves no copy behind', async () => {
    await stack.settled();
    const records = (await table.below('$record#')).filter(({ kind }) => kind === 'fact');
    const drill = await ask<{ items: Sums; recordsOfToday: Sums; verdict: string }>(dataDir, 'ops', 'restore-drill');
    expect(drill.verdict).toBe('same');
    expect(drill.items.after).toEqual(drill.items.before);
    expect(drill.recordsOfToday.before).toEqual(drill.recordsOfToday.after);
    expect(drill.recordsOfToday.after.count).toBe(records.length);
    expect((await operate(dataDir, 'ops', 'restore-drill')).out).toContain('Every record is in the copy, unchanged.');
  });
});

describe('key rotation', () => {
  const rotate = (what: string) => ask<{ version: string; next: string }>(dataDir, 'ops', 'rotate', what);
  const list = (cursor?: string) =>
    client.call(organisations.listOrganisations, { query: { parentId, ...(cursor ? { cursor } : {}) } });

  it('cursor: a place in a list survives one rotation and no second', async () => {
    for (let made = 0; made < 105; made += 15) await Promise.all(Array.from({ length: 15 }, createUnit));
    const { next } = await list();
    await rotate('cursor');
    renew('identity-api');
    expect((await list(next!)).items.length).toBeGreaterThan(0);
    const { next: sealedAnew } = await list();
    await rotate('cursor');
    renew('identity-api');
    expect((await list(sealedAnew!)).items.length).toBeGreaterThan(0);
    await expect(list(next!)).rejects.toMatchObject({ code: 'cursorInvalid' });
  });
  it('origin: functions take the new secret at once, and the one CloudFront still shows', async () => {
    const { version, next } = await rotate('origin');
    expect(next).toContain(`KursSite:OriginHeaderVersion=${version}`);
    const shown = () => originSecret(stack);
    const direct = (secret: string) =>
      stack.invoke('operations-api', request({ 'x-origin-secret': secret })) as Promise<{ statusCode: number }>;
    // whoever knows the secret is asked to sign in; for everybody else there is nothing here
    expect(
      (
        await until(
          () => direct(shown()),
          ({ statusCode }) => statusCode !== 404,
        )
      ).statusCode,
    ).toBe(401);
    expect((await direct('made up')).statusCode).toBe(404);
    expect(await client.call(operations.health, {})).toMatchObject({ rooms: expect.any(Array) });
  });
  it('media: only a key that CloudFront can take', async () => {
    expect((await operate(dataDir, 'ops', 'rotate', 'media')).error).toMatch(/--key FILE/);
    expect((await operate(dataDir, 'ops', 'rotate', 'sessions')).error).toMatch(/rotate cursor, origin, media/);
  });
});

/** What a deployment of this moment would let CloudFront show. */
function originSecret({ template }: LocalStack): string {
  interface Distribution {
    DistributionConfig: { Origins: { OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[] }[] };
  }
  const all = template.of<Distribution>('AWS::CloudFront::Distribution');
  const headers = all.flatMap((one) =>
    one.properties.DistributionConfig.Origins.flatMap((origin) => origin.OriginCustomHeaders ?? []),
  );
  return headers.find((one) => one.HeaderName.toLowerCase() === 'x-origin-secret')?.HeaderValue ?? '';
}

const request = (headers: Record<string, string>) => ({
  version: '2.0',
  routeKey: 'ANY /api/operations/{proxy+}',
  rawPath: '/api/operations/health',
  rawQueryString: '',
  headers: { host: 'api.example', ...headers },
  requestContext: {
    http: {
      method: 'GET',
      path: '/api/operations/health',
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      userAgent: 'tests',
    },
    requestId: 'direct',
    stage: '$default',
    timeEpoch: Date.now(),
  },
  isBase64Encoded: false,
});
