/** `npm run bench [-- NAME] [--json]`: measures on a stack of its own; tables for people, one JSON object as the last line. */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { closeAll } from './closings.ts';
import { notes } from './report.ts';

const benches: Record<string, () => Promise<(options: { seconds: number; people: number }) => Promise<object>>> = {
  bundles: async () => (await import('./bundles.ts')).bundles,
  start: async () => (await import('./start.ts')).start,
  pages: async () => (await import('./pages.ts')).pages,
  api: async () => (await import('./api.ts')).api,
  people: async () => (await import('./people.ts')).peopleBench,
  courses: async () => (await import('./courses.ts')).coursesBench,
  attempt: async () => (await import('./attempt.ts')).attemptBench,
  lecture: async () => (await import('./lecture.ts')).lectureBench,
};

let stopping: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => void stop(130));
process.channel?.unref();

try {
  await main();
  await stop(0);
} catch (error) {
  if (!stopping) console.error(error);
  await stop(1);
}

async function main(): Promise<void> {
  // the launcher passes its own command first
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '8' },
      people: { type: 'string', default: '45000' },
    },
  });
  const names = positionals[1] ? [positionals[1]] : Object.keys(benches);
  const unknown = names.find((name) => !(name in benches));
  if (unknown) return refuse(`There is no bench "${unknown}": ${Object.keys(benches).join(', ')}, or none for all.`);
  const seconds = Number(values.seconds);
  if (!(seconds >= 1 && seconds <= 60))
    return refuse('--seconds takes a number from 1 to 60: the length of a step under load.');
  const people = Number(values.people);
  if (!(people >= 100 && people <= 50_000)) return refuse('--people takes a number from 100 to 50000.');
  const figures: Record<string, object> = {};
  for (const name of names) {
    const measure = await benches[name]!();
    figures[name] = await measure({ seconds, people });
    await closeAll();
  }
  const machine = machineNow();
  notes(
    '',
    `${machine.cpus} × ${machine.cpuModel}, ${machine.memoryGB} GB, Node ${machine.node}; nothing else should run meanwhile`,
  );
  if (values.json) console.log(JSON.stringify({ ...(positionals[1] ? figures[positionals[1]] : figures), machine }));
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

function machineNow() {
  const all = cpus();
  const memoryGB = Math.round(totalmem() / 1e9);
  return {
    cpus: all.length,
    cpuModel: all[0]?.model ?? 'unknown',
    memoryGB,
    node: process.version,
    platform: process.platform,
  };
}

/** Once: what fails because it is being stopped must not cut the stopping short. */
function stop(code: number): Promise<void> {
  return (stopping ??= stopOnce(code));
}

async function stopOnce(code: number): Promise<void> {
  // a stack that does not end must not keep the measurement alive
  setTimeout(() => process.exit(code || 1), 20_000).unref();
  await closeAll();
  process.exit(process.exitCode ?? code);
}
