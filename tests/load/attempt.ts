/** A whole attempt of twenty questions on five pages – open, five saves, submit, review – by 1, 10, 50, 200 learners at once. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LocalStack } from '../../infra/local/stack.ts';
import { firstAdministrator, testPassword } from '../support/first-administrator.ts';
import { atEnd } from './closings.ts';
import { newRun, prepareExam, type Exam, type Hands } from './exam.ts';
import { freshPlace, run } from './fresh-stack.ts';
import { notes, printTable, rounded } from './report.ts';
import type { Sat, Sitting } from './sitters.ts';

/** learners at once, and how many tests each sits */
const steps = [
  { users: 1, rounds: 20 },
  { users: 10, rounds: 8 },
  { users: 50, rounds: 5 },
  { users: 200, rounds: 2 },
] as const;
const most = Math.max(...steps.map(({ users }) => users));
const sitters = fileURLToPath(new URL('./sitters.ts', import.meta.url));

/** Moodle 4.5 on such a machine, and what we aim at with 50 at once. */
const moodle = {
  attemptsPerSecond: 1.35,
  cpuSecondsPerAttempt: 1.23,
  requestsPerAttempt: 13,
  bytesPerAttempt: 157_000,
  p95Ms: 3_900,
};
const aim = {
  attemptsPerSecond: 14,
  cpuSecondsPerAttempt: 0.12,
  requestsPerAttempt: 8,
  bytesPerAttempt: 25_000,
  p95Ms: 400,
};

export async function attemptBench(): Promise<object> {
  const place = await freshPlace();
  const { stack, stop } = await run(place);
  const exam = await prepareExam(handsOn(stack), most);
  await stack.settled();
  await measured(stack, exam, { users: 10, rounds: 4 });
  const figures: Record<string, Awaited<ReturnType<typeof measured>>> = {};
  for (const step of steps) figures[`users${step.users}`] = await measured(stack, exam, step);
  await stop();
  printTable(
    'A whole attempt of 20 questions',
    Object.entries(figures).map(([name, { slow: _, ...figure }]) => ({ learners: name, ...figure })),
  );
  notes(
    `Aim at 50: ${JSON.stringify(aim)}`,
    `Moodle at 50: ${JSON.stringify(moodle)}`,
    'CPU with the reactions; sitters are a process of their own and not counted.',
  );
  return { ...figures, aim, moodle };
}

const handsOn = (stack: LocalStack): Hands => ({
  origin: stack.origin,
  bootstrap: async () =>
    void (await stack.invoke('identity-bootstrap', { ...firstAdministrator, now: stack.clock.now() })),
  setPassword: async (login) => void (await stack.accounts.setPassword(login, testPassword)),
});

async function measured(stack: LocalStack, exam: Exam, { users, rounds }: { users: number; rounds: number }) {
  const runIds: string[] = [];
  for (let round = 0; round < rounds; round += 1) runIds.push(await newRun(exam));
  await stack.settled();
  const before = cpuOf(stack);
  const sat = await sit({
    ...{ origin: stack.origin, runIds, questionIds: exam.questionIds },
    cookies: exam.learners.slice(0, users).map(({ cookie }) => cookie),
  });
  await stack.settled();
  const after = cpuOf(stack);
  const used = {
    dynamodb: after.dynamodb - before.dynamodb,
    gateway: after.gateway - before.gateway,
    functions: after.functions - before.functions,
  };
  const all = used.dynamodb + used.gateway + used.functions;
  const each = (value: number) => rounded(value / Math.max(1, sat.attempts));
  return {
    attemptsPerSecond: rounded(sat.attempts / sat.elapsedSeconds),
    cpuSecondsPerAttempt: each(all),
    requestsPerAttempt: each(sat.requests),
    bytesPerAttempt: Math.round(sat.bytes / Math.max(1, sat.attempts)),
    ...{ p50Ms: rounded(sat.p50Ms), p95Ms: rounded(sat.p95Ms), p99Ms: rounded(sat.p99Ms), errors: sat.errors },
    dynamodbShare: rounded(used.dynamodb / all),
    gatewayShare: rounded(used.gateway / all),
    functionsShare: rounded(used.functions / all),
    slow: Object.fromEntries(Object.entries(sat.slow).map(([name, ms]) => [name, rounded(ms)])),
  };
}

async function sit(sitting: Sitting): Promise<Sat> {
  const child = spawn(process.execPath, [sitters], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stop = atEnd(() => child.kill('SIGKILL'));
  child.stdin.end(JSON.stringify(sitting));
  const said = await text(child.stdout);
  await stop();
  if (!said) throw new Error('the sitters ended without a result');
  return JSON.parse(said) as Sat;
}

function cpuOf(stack: LocalStack) {
  const { gateway, dynamodb, functions } = stack.cpu();
  return { gateway, dynamodb, functions: Object.values(functions).reduce((sum, one) => sum + one, 0) };
}
