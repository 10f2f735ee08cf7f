/** Lists of people at 1,000 and at 45,000: speed of the import, p95 and capacity units of the pages over them – flat, or not. */
import { audit } from '#contracts/audit.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { requestOf } from '#contracts/request.ts';
import { Client } from '../../infra/local/client.ts';
import { demoId, demoPeople, seedManyPeople } from '../../infra/local/demo.ts';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import { startMeter, type Meter } from './capacity.ts';
import { atEnd } from './closings.ts';
import { freshPlace, run, seed, type Place } from './fresh-stack.ts';
import { capacityOf, type Target } from './metered.ts';
import { notes, percentile, printTable, rounded } from './report.ts';

/** what a small academy has; the large service is an option */
const few = 1000;
const unit = demoId('organisation', 'naddniprianska');
const national = demoId('organisation', 'national');

export async function peopleBench({ people: many }: { people: number }): Promise<object> {
  const sizes: Sizes = [Math.min(few, Math.floor(many / 2)), many];
  const place = await freshPlace();
  const database = await startDynamoDb({ port: 0, dataDir: place.dataDir, inMemory: true });
  atEnd(() => database.close());
  const meter = await startMeter(database.url);
  const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  await on(database.url, place, (stack) => seed(stack, place));
  for (const size of sizes) figures[`people${size}`] = await measure(place, database.url, meter, size);
  return show(figures, sizes);
}

type Sizes = readonly [few: number, many: number];

type Stack = Awaited<ReturnType<typeof run>>['stack'];

/** The stack on this database, for as long as the work takes. */
async function on<T>(endpoint: string, place: Place, work: (stack: Stack) => Promise<T>): Promise<T> {
  process.env.KURS_DYNAMODB_ENDPOINT = endpoint;
  const { stack, stop } = await run(place).finally(() => delete process.env.KURS_DYNAMODB_ENDPOINT);
  const answer = await work(stack);
  await stop();
  return answer;
}

async function measure(place: Place, database: string, meter: Meter, size: number) {
  const plain = await on(database, place, async (stack) => {
    const begun = performance.now();
    await seedManyPeople(stack, size, (line) => console.log(`  ${line}`));
    const importSeconds = (performance.now() - begun) / 1000;
    await stack.settled();
    const client = await administrator(stack);
    const targets = await targetsOf(client);
    return { importSeconds, client, targets, latencies: await latenciesOf(client, targets) };
  });
  const capacity = await on(meter.url, place, async (stack) => {
    await stack.settled();
    return capacityOf(meter, plain.targets, plain.client);
  });
  const pages = plain.targets.map(({ name }) => [name, { ...plain.latencies[name]!, ...capacity[name]! }] as const);
  return { importSeconds: rounded(plain.importSeconds), pages: Object.fromEntries(pages) };
}

function administrator(stack: Stack): Promise<Client> {
  const first = demoPeople().find(({ memberships }) =>
    memberships.some(({ roles }) => roles.includes('nationalAdmin')),
  );
  return new Client(stack.origin).signIn(first!.login, demoPassword);
}

/** What the pages ask for: the whole service, a page in the middle, a prefix, one academy, one person and their record. */
async function targetsOf(client: Client): Promise<Target[]> {
  const list = (query: Record<string, string>, organisationId = national) =>
    requestOf(people.listPeople, { query: { organisationId, language: 'uk', ...query } as never }).path;
  const first = await client.call(people.listPeople, { query: { organisationId: national, language: 'kk' } });
  const personId = first.items[0]!.id;
  return [
    { name: 'whole service', path: list({}) },
    { name: 'next page, Kazakh order', path: list({ language: 'kk', ...(first.next ? { cursor: first.next } : {}) }) },
    { name: 'prefix «Шев»', path: list({ q: 'Шев' }) },
    { name: 'prefix that fits nobody', path: list({ q: 'Ъъъ' }) },
    { name: 'one academy', path: list({}, unit) },
    {
      name: 'who has which role',
      path: requestOf(organisations.organisationRoles, { params: { organisationId: unit }, query: {} }).path,
    },
    { name: 'a person', path: requestOf(people.person, { params: { personId } }).path },
    { name: 'records of a person', path: requestOf(audit.personRecords, { params: { personId }, query: {} }).path },
  ];
}

const times = 60;

/** One after the other, warmed up: what the size of the service costs, not what a crowd costs. */
async function latenciesOf(client: Client, targets: readonly Target[]) {
  const found: Record<string, { p50Ms: number; p95Ms: number }> = {};
  for (const { name, path } of targets) {
    const taken: number[] = [];
    for (let index = 0; index < times + 10; index += 1) {
      const begun = performance.now();
      const answer = await client.fetch(path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      await answer.arrayBuffer();
      if (index >= 10) taken.push(performance.now() - begun);
    }
    taken.sort((a, b) => a - b);
    found[name] = { p50Ms: rounded(percentile(taken, 0.5)), p95Ms: rounded(percentile(taken, 0.95)) };
  }
  return found;
}

type Figures = Record<string, Awaited<ReturnType<typeof measure>>>;

function show(figures: Figures, sizes: Sizes): object {
  const [small, large] = sizes.map((size) => figures[`people${size}`]!);
  const names = Object.keys(small!.pages);
  const ratios = names.map((name) => {
    const [few, many] = [small!.pages[name]!, large!.pages[name]!];
    return {
      page: name,
      [`p95Ms at ${sizes[0]}`]: few.p95Ms,
      [`at ${sizes[1]}`]: many.p95Ms,
      'read units': few.readUnits,
      [`units at ${sizes[1]}`]: many.readUnits,
      'ratio of p95': rounded(many.p95Ms / few.p95Ms),
      'ratio of units': rounded(many.readUnits / few.readUnits),
    };
  });
  printTable('Pages over people, one request after the other', ratios);
  const perSecond = rounded(sizes[1] / large!.importSeconds);
  notes(
    `Import of ${sizes[1]} lines (the first ${sizes[0]} of them here already): ${large!.importSeconds} s, ${perSecond} lines a second,`,
    'checking and writing; table in memory, invitations not sent.',
  );
  return { ...figures, importedPerSecond: perSecond, ratios };
}
