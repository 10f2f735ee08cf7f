/** `npm start` and `npm run dev` under Node 24: builds, starts the local cloud, seeds the demo, says where to go. */
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAssembly, buildDevAssembly, devFunctionsDir, root, step } from './build.ts';
import { CannotStart, checkPorts, clearLeftovers, takeFolder } from './data-folder.ts';
import { publishEndpoints } from './endpoints.ts';
import { sendMailPage } from './mail-page.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack, StackOptions } from './stack.ts';

type Closing = () => unknown;

const stopWithinMs = 4500;
const closings: Closing[] = [];
let stopping: Promise<void> | undefined;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '4000' },
    data: { type: 'string', default: '' },
    reset: { type: 'boolean', default: false },
    'no-demo': { type: 'boolean', default: false },
    people: { type: 'string', default: '' },
  },
});
const dataDir = values.data ? resolve(process.env.KURS_CWD ?? '.', values.data) : join(root, '.kurs');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => void stop(0));
process.channel?.unref();
process.on('unhandledRejection', (error) => {
  // whoever was still talking to a service that stops hears that it is gone
  if (stopping) return;
  console.error(error);
  void stop(1);
});

try {
  await start(Number(values.port), positionals[0] === 'dev');
} catch (error) {
  if (!stopping) console.error(error instanceof CannotStart ? error.message : error);
  await stop(1);
}

async function start(port: number, dev: boolean): Promise<void> {
  closings.push(await takeFolder(dataDir, values.reset));
  await checkPorts(port);
  const log = openLog();
  const stack = await (dev ? startDev(port, log) : startBuilt(port, log));
  stack.page('/dev/mail', (_request, response) => sendMailPage(response, stack.mail.list()));
  if (!values['no-demo']) await seed(stack);
  console.log(`\nKurs is ready: ${stack.origin}\n`);
  if (!values['no-demo']) await showLogins();
  console.log(`  Ctrl-C stops everything; data stays in ${dataDir}\n`);
  if (values.people) await importPeople(stack, Number(values.people));
}

async function startBuilt(port: number, log: StackOptions['log']): Promise<LocalStack> {
  const assembly = await buildAssembly();
  return startStackAs({ dataDir, port, assembly, ...(log && { log }) });
}

async function startDev(port: number, log: StackOptions['log']): Promise<LocalStack> {
  const { createServer } = await import('vite');
  const built = await buildDevAssembly((names) => console.log(`✓ functions built again: ${names}`));
  closings.push(built.stop);
  const site = await createServer({
    configFile: join(root, 'web/vite.config.ts'),
    appType: 'spa',
    server: { middlewareMode: true, ws: { port: port + 5 } },
  });
  closings.push(() => site.close());
  const { assembly } = built;
  return startStackAs({
    dataDir,
    port,
    assembly,
    dev: true,
    functionsDir: devFunctionsDir,
    siteMiddleware: site.middlewares,
    ...(log && { log }),
  });
}

async function startStackAs(options: StackOptions): Promise<LocalStack> {
  const { startStack } = await import('./stack.ts');
  const stack = await step('starting the local cloud', () => startStack(options));
  closings.push(() => stack.close());
  closings.push(publishEndpoints(stack, dataDir));
  return stack;
}

/** What takes long (lectures, watching) goes on after Kurs is ready, and says so. */
async function seed(stack: LocalStack): Promise<void> {
  const { seedDemo } = await import('./demo.ts');
  const say = (message: string) => console.log(`  ${message}`);
  const { rest } = await step('bringing in the demo', () => seedDemo(stack, { dataDir, say }));
  rest.catch((error: unknown) => stopping ?? console.error(`! the rest of the demo: ${String(error)}`));
}

/** Goes on in the background and says how far it is; after a new start it goes on where it was. */
async function importPeople(stack: LocalStack, count: number): Promise<void> {
  if (values['no-demo']) return console.log('  --people needs the demo: its organisations are where they belong');
  const { seedManyPeople } = await import('./demo.ts');
  const say = (message: string) => console.log(`  ${message}`);
  seedManyPeople(stack, count, say).catch((error: unknown) => stopping ?? console.error(`! people: ${String(error)}`));
}

async function showLogins(): Promise<void> {
  const { demoPeople } = await import('./demo.ts');
  const rows = demoPeople()
    .filter((person) => person.demo)
    .map((person) => ({
      roles: [...new Set(person.memberships.flatMap((membership) => membership.roles))].join(', '),
      login: person.login,
      name: `${person.givenName} ${person.familyName}`,
    }));
  const width = (key: 'roles' | 'login') => Math.max(...rows.map((row) => row[key].length)) + 2;
  for (const row of rows)
    console.log(`  ${row.roles.padEnd(width('roles'))}${row.login.padEnd(width('login'))}${row.name}`);
  console.log(`\n  password of all: ${demoPassword}\n`);
}

/** Lines go to a file; what went wrong is told on the screen as well. */
function openLog(): NonNullable<StackOptions['log']> {
  const file = createWriteStream(join(dataDir, 'kurs.log'), { flags: 'a' });
  closings.push(() => file.end());
  return (line) => {
    file.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
    if (line.level === 'error' && !stopping)
      console.error(`! ${String(line.message ?? line.error ?? JSON.stringify(line)).slice(0, 500)}`);
  };
}

/** In reverse order, within five seconds; what does not end by then is ended. */
function stop(code: number): Promise<void> {
  return (stopping ??= stopOnce(code));
}

async function stopOnce(code: number): Promise<void> {
  const [release] = closings;
  const finish = async () => {
    // a stop in the middle of a start: what no closing knows of yet still stands in the folder
    if (release) await clearLeftovers(dataDir);
    await release?.();
    process.exit(code);
  };
  setTimeout(() => void finish(), stopWithinMs);
  for (const close of closings.splice(1).reverse()) {
    try {
      await close();
    } catch (error) {
      console.error(String(error));
    }
  }
  await finish();
}
