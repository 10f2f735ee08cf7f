/** `npm run faults -- attempts [--runs 1000] [--seed 1] [--json]`: is an answer lost when everything is killed again and again? */
import { parseArgs } from 'node:util';
import { freePorts } from '../support/ports.ts';
import { closeAll } from './closings.ts';
import { faultyRun, type Faulted } from './faulty-run.ts';

const learnersMax = 50;
const killsUsual = 32;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(signal, () => void closeAll().finally(() => process.exit(130)));
process.channel?.unref();

process.exitCode = await main()
  .catch((error: unknown) => {
    console.error(error);
    return 1;
  })
  .finally(closeAll);
process.exit();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: String(killsUsual) },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!positionals.includes('attempts') || !(runs >= 10 && runs <= 10_000) || !Number.isInteger(seed)) {
    console.error('npm run faults -- attempts [--runs 10 to 10000] [--seed NUMBER] [--kills NUMBER] [--json]');
    return 1;
  }
  const learners = Math.min(learnersMax, runs);
  const port = await freePorts();
  const outcome = await faultyRun({
    runs,
    seed,
    learners,
    kills: Number(values.kills),
    port,
    say: (line) => console.error(line),
  });
  report(outcome, values.json);
  return outcome.lost + outcome.doubled + outcome.undrained === 0 ? 0 : 1;
}

function report({ mistakes, ...outcome }: Faulted, json: boolean): void {
  for (const mistake of mistakes.slice(0, 20)) console.error(mistake);
  if (json) return console.log(JSON.stringify(outcome));
  for (const [name, value] of Object.entries(outcome)) console.log(`${name.padEnd(14)}${JSON.stringify(value)}`);
}
