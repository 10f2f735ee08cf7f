/** Home and lesson API under load: speed, CPU of the server's parts, capacity units. */
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { identity } from '#contracts/identity.ts';
import { requestOf } from '#contracts/request.ts';
import type { Client } from '../../infra/local/client.ts';
import { demoCourseId } from '../../infra/local/demo.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { bareServer } from './bare.ts';
import { demoLessons, freshPlace, run, seed, signInLearners } from './fresh-stack.ts';
import { generate } from './generate.ts';
import { metered, type Capacity, type Target } from './metered.ts';
import { reference } from './reference.ts';
import { notes, printTable, rounded } from './report.ts';

const steps = [1, 10, 50] as const;
const warmUpSeconds = 4;

interface Cpu {
  dynamodb: number;
  gateway: number;
  functions: number;
}
type Step = Awaited<ReturnType<typeof measureStep>>;

export async function api({ seconds }: { seconds: number }): Promise<object> {
  const place = await freshPlace();
  const { stack, stop } = await run(place);
  await seed(stack, place);
  const clients = await signInLearners(stack, Math.max(...steps));
  const targets = await targetsOf(clients[0]!);
  const idle = await idleCpu(stack, Math.min(seconds, 4));
  const measured = new Map<string, Step[]>();
  for (const target of targets) measured.set(target.name, await underLoad(stack, target, clients, seconds));
  const bare = await bareServer(measured.get('home')?.[0]?.bytesPerAnswer ?? 1000, 3);
  await stop();
  const capacity = await metered(place, targets, clients[0]!);
  const figures = targets.map(({ name }) => {
    const all = measured.get(name) ?? [];
    return [
      name,
      { ...Object.fromEntries(all.map((step) => [`users${step.users}`, step])), capacity: capacity[name] },
    ] as const;
  });
  const ratios = ratiosOf(measured, bare);
  show(measured, capacity, ratios, idle);
  return { ...Object.fromEntries(figures), idleCpuPerSecond: idle, bareServer: roundedAll(bare), ratios };
}

/** What the browser asks for on home and on a lesson; `me` goes along with the first page of a visit. */
async function targetsOf(client: Client): Promise<Target[]> {
  const lessonId = (await demoLessons(client)).withLecture.id;
  return [
    { name: 'home', path: requestOf(progress.home, {}).path },
    {
      name: 'lesson',
      path: requestOf(courses.lesson, { params: { courseId: demoCourseId, lessonId }, query: { language: 'uk' } }).path,
    },
    { name: 'me', path: requestOf(identity.me, {}).path },
  ];
}

async function underLoad(stack: LocalStack, target: Target, clients: Client[], seconds: number): Promise<Step[]> {
  const url = stack.origin + target.path;
  await generate({ url, cookies: cookiesOf(clients), seconds: warmUpSeconds });
  const measured: Step[] = [];
  for (const users of steps) measured.push(await measureStep(stack, url, clients.slice(0, users), seconds));
  return measured;
}

async function measureStep(stack: LocalStack, url: string, clients: Client[], seconds: number) {
  const before = cpuOf(stack);
  const load = await generate({ url, cookies: cookiesOf(clients), seconds });
  const used = between(before, cpuOf(stack));
  if (load.failures) throw new Error(`${load.failures} of ${load.requests} requests to ${url} failed`);
  const all = used.dynamodb + used.gateway + used.functions;
  const share = (part: number) => rounded(part / all);
  return {
    users: clients.length,
    requests: load.requests,
    requestsPerSecond: rounded(load.requests / load.elapsedSeconds),
    p50Ms: rounded(load.p50Ms),
    p95Ms: rounded(load.p95Ms),
    p99Ms: rounded(load.p99Ms),
    cpuSecondsPerRequest: rounded(all / load.requests),
    cpuShares: { dynamodb: share(used.dynamodb), gateway: share(used.gateway), functions: share(used.functions) },
    bytesPerAnswer: load.bytesPerAnswer,
    generatorCpuSecondsPerRequest: rounded(load.generatorCpuSeconds / load.requests),
  };
}

const cookiesOf = (clients: Client[]) =>
  clients.map((client) =>
    client
      .cookies()
      .map(({ name, value }) => `${name}=${value}`)
      .join('; '),
  );

function cpuOf(stack: LocalStack): Cpu {
  const { dynamodb, gateway, functions } = stack.cpu();
  return { dynamodb, gateway, functions: Object.values(functions).reduce((sum, one) => sum + one, 0) };
}

const between = (before: Cpu, after: Cpu): Cpu => ({
  dynamodb: after.dynamodb - before.dynamodb,
  gateway: after.gateway - before.gateway,
  functions: after.functions - before.functions,
});

/** The local cloud asks the table's stream for news all the time: this is in the figures above and is told apart here. */
async function idleCpu(stack: LocalStack, seconds: number): Promise<Cpu> {
  const before = cpuOf(stack);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const used = between(before, cpuOf(stack));
  return {
    dynamodb: rounded(used.dynamodb / seconds),
    gateway: rounded(used.gateway / seconds),
    functions: rounded(used.functions / seconds),
  };
}

function ratiosOf(measured: Map<string, Step[]>, bare: { cpuSecondsPerRequest: number }) {
  const at = (name: string, users: number) => measured.get(name)?.find((step) => step.users === users);
  const cpu = (name: string) => at(name, 10)?.cpuSecondsPerRequest ?? NaN;
  return {
    /** the reference's dashboard, which is one request there, against the two of our home page */
    homeViewToReference: rounded((cpu('home') + cpu('me')) / reference.dashboardCpuSeconds),
    homeToBareServer: rounded(cpu('home') / bare.cpuSecondsPerRequest),
    lessonToBareServer: rounded(cpu('lesson') / bare.cpuSecondsPerRequest),
    homeP50At50To1: rounded((at('home', 50)?.p50Ms ?? NaN) / (at('home', 1)?.p50Ms ?? NaN)),
    lessonP50At50To1: rounded((at('lesson', 50)?.p50Ms ?? NaN) / (at('lesson', 1)?.p50Ms ?? NaN)),
  };
}

const roundedAll = (bare: { cpuSecondsPerRequest: number; p50Ms: number }) => ({
  cpuSecondsPerRequest: rounded(bare.cpuSecondsPerRequest),
  p50Ms: rounded(bare.p50Ms),
});

function show(
  measured: Map<string, Step[]>,
  capacity: Record<string, Capacity>,
  ratios: Record<string, number>,
  idle: Cpu,
): void {
  const rows = [...measured].flatMap(([name, all]) =>
    all.map((step) => ({
      api: name,
      users: step.users,
      'requests/s': step.requestsPerSecond,
      p50Ms: step.p50Ms,
      p95Ms: step.p95Ms,
      p99Ms: step.p99Ms,
      'CPU ms/request': rounded(step.cpuSecondsPerRequest * 1000),
      'of it DynamoDB Local': step.cpuShares.dynamodb,
      gateway: step.cpuShares.gateway,
      functions: step.cpuShares.functions,
    })),
  );
  printTable('API under load', rows);
  printTable(
    'Capacity units per request',
    Object.entries(capacity).map(([name, { operations, ...units }]) => ({
      api: name,
      ...units,
      of: JSON.stringify(operations).replace(/[{}"]/g, ''),
    })),
  );
  printTable(
    'Ratios',
    Object.entries(ratios).map(([ratio, value]) => ({ ratio, value })),
  );
  notes(
    'Users ask again at once, each on a connection of their own; the generator shares the cores. Tables on disk.',
    'CPU: DynamoDB Local is Java’s process; functions are their threads; gateway is the rest of the server’s process',
    '(CloudFront, HTTP API, garbage collection, and other services, which idle). Idle CPU-seconds per second:',
    `DynamoDB Local ${idle.dynamodb}, gateway ${idle.gateway}, functions ${idle.functions}; they are part of the figures.`,
    'Not in them: static files, the browser, event reactions (these requests write nothing).',
  );
}
