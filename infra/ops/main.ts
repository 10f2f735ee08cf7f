/** The operator's command line: `npm run ops -- COMMAND`. The same for the local stack and for a deployment. */
import { parseArgs } from 'node:util';
import { adminHelp, runAdmin } from './admin.ts';
import { health, tableOf, troubles } from './health.ts';
import { lettersIn, queuesOf, redrive } from './queues.ts';
import { rebuild } from './rebuild.ts';
import { drillText, restoreDrill } from './restore-drill.ts';
import { rotatable, rotate, type Rotatable } from './rotate.ts';
import { CannotDo, installationOf, openStage, type Stage } from './stage.ts';

const help = `npm run ops -- COMMAND

  health                    how the installation is; exit code 1 where somebody has to look
  letters [ROOM]            what lies among the dead letters (ids only)
  redrive [ROOM]            dead letters back to their queue
  rebuild ROOM              a room reacts once more to all facts (--from 2026-11-01, --signals, --fresh)
  restore-drill             restores the table into a copy, compares, deletes the copy
  rotate cursor|origin|media   a new secret beside the old one (media: --key FILE)

  --stage NAME              local (when a local stack runs), or a deployment: reads cdk-outputs.NAME.json
  --data DIR                data folder of the local stack (default .kurs)
  --outputs FILE            another file written by cdk deploy --outputs-file
  --region REGION           else from the environment or profile, as every AWS tool
  --json                    for machines

${adminHelp}`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      stage: text,
      data: text,
      outputs: text,
      region: text,
      json: flag,
      from: text,
      signals: flag,
      fresh: flag,
      key: text,
      help: flag,
    },
  });
}
type Values = ReturnType<typeof parse>['values'];
type Command = (stage: Stage, subject: string | undefined, values: Values) => Promise<void>;

const commands: Record<string, Command> = {
  async health(stage, _, { json }) {
    const state = await health(stage);
    const wrong = troubles(state);
    if (json) console.log(JSON.stringify(state));
    else {
      console.log(tableOf(state));
      for (const { what, entry } of wrong) console.log(`! ${what} – see infra/runbook.md, “${entry}”`);
    }
    if (wrong.length) process.exitCode = 1;
  },
  async letters(stage, room, { json }) {
    for (const { room: name, deadLetters } of queuesOf(await installationOf(stage), room)) {
      for (const letter of await lettersIn(deadLetters)) {
        const { type, subjectId, recordId, at } = letter;
        console.log(
          json ? JSON.stringify({ room: name, ...letter }) : [name, type, subjectId, recordId, at].join('  '),
        );
      }
    }
  },
  async redrive(stage, room, { json }) {
    for (const queue of queuesOf(await installationOf(stage), room)) {
      const moved = await redrive(queue);
      if (json) console.log(JSON.stringify({ room: queue.room, moved }));
      else if (moved || room) console.log(`${queue.room}: ${moved} moved back`);
    }
  },
  async rebuild(stage, room, { json, from, signals, fresh }) {
    if (!room) throw new CannotDo('Which room? npm run rebuild -- ROOM');
    const done = await rebuild(stage, { room, from, signals, fresh, tell: progress });
    finish();
    if (json) return console.log(JSON.stringify(done));
    const { before, after } = done.deadLetters;
    console.log(
      `${done.sent} of ${done.read} items sent to ${room} in ${done.seconds.toFixed(1)} s; its queue is empty`,
    );
    if (after > before) console.log(`! ${after - before} failed: npm run ops -- letters ${room}`);
  },
  async 'restore-drill'(stage, _, { json }) {
    const drill = await restoreDrill(stage, progress);
    finish();
    console.log(json ? JSON.stringify(drill) : drillText(drill));
    if (drill.verdict === 'different') process.exitCode = 1;
  },
  async rotate(stage, what, { json, key }) {
    if (!rotatable.includes(what as Rotatable)) throw new CannotDo(`rotate ${rotatable.join(', ')}?`);
    const rotated = await rotate(stage, what as Rotatable, key);
    console.log(json ? JSON.stringify(rotated) : `new version ${rotated.version}\n${rotated.next}`);
  },
};

/** One line that is written over, on a terminal; silence elsewhere. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}
function finish(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

async function main([command = '', ...args]: string[]): Promise<void> {
  if (command === 'admin') return runAdmin(args);
  const { values, positionals } = parse(args);
  // `npm run rebuild -- ROOM` and `npm run ops -- rebuild ROOM` are the same
  const [name = '', subject] = command === 'ops' ? positionals : [command, ...positionals];
  if (values.help || !name) return console.log(help);
  const run = commands[name];
  if (!run) throw new CannotDo(`There is no command "${name}".\n\n${help}`);
  await run(openStage(values), subject, values);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code, name, message } = error as Error & { code?: string };
  const plain = error instanceof CannotDo || code?.startsWith('ERR_PARSE_ARGS');
  // what a killed local stack leaves behind names services that are gone
  const gone = code === 'ECONNREFUSED' ? ' Does the stack still run?' : '';
  console.error(plain ? message : `${name}: ${message}${gone}`);
  process.exitCode = 1;
}
process.channel?.unref();
