/** Tests are sat while everything is killed again and again; then: is anything lost, doubled, or left undone? */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomOf } from '#contracts/scoring/random.ts';
import { atEnd, freshFolder } from './closings.ts';
import { newRun, prepareExam } from './exam.ts';
import { tableAt, verdictOn, type Verdict } from './faulty-check.ts';
import { FaultyPlace } from './faulty-place.ts';
import type { FaultyJob } from './faulty-sitters.ts';

export interface Wish {
  /** attempts in all */
  runs: number;
  seed: number;
  /** learners at once */
  learners: number;
  kills: number;
  /** the first of five free ports */
  port: number;
  say(line: string): void;
}
export interface Faulted extends Verdict {
  kills: Record<string, number>;
  seconds: number;
}

const script = fileURLToPath(new URL('./faulty-sitters.ts', import.meta.url));
/** processes of learners: a fifth of them is killed at once */
const groups = 5;
const hourMs = 3_600_000;

export async function faultyRun({ runs, seed, learners, kills, port, say }: Wish): Promise<Faulted> {
  const begun = performance.now();
  const folder = freshFolder();
  const place = new FaultyPlace(folder, port);
  await place.start();
  const exam = await prepareExam(
    {
      origin: place.origin,
      bootstrap: async () => void (await place.ask('bootstrap')),
      setPassword: async (login) => void (await place.ask('setPassword', login)),
    },
    learners,
  );
  const runIds: string[] = [];
  for (let round = 0; round < Math.ceil(runs / learners); round += 1) runIds.push(await newRun(exam));
  const journals = join(folder, 'journals');
  mkdirSync(journals);
  say(`${learners} learners sit ${runIds.length} tests each`);
  const job = {
    origin: place.origin,
    learners: exam.learners,
    runIds,
    questionIds: exam.questionIds,
    journals,
    seed: String(seed),
  };
  const crowd = new Crowd(job, folder);
  const killed = await killing({ place, crowd, job, kills, seed, say });
  await crowd.done;
  say('everybody has left; the time of those who did not submit runs out');
  const leftOver = await drained(place);
  const verdict = await verdictOn(job, await tableAt(place.databaseUrl));
  await place.stop();
  return {
    ...{ ...verdict, undrained: verdict.undrained + leftOver.length, kills: killed },
    mistakes: [...verdict.mistakes, ...leftOver.map((letter) => `laid aside: ${letter}`)],
    seconds: Math.round((performance.now() - begun) / 1000),
  };
}

/** Closes what is due, and lets every reaction come to its end; answers what is laid aside. */
async function drained(place: FaultyPlace): Promise<string[]> {
  await place.ask('shift', 2 * hourMs);
  for (let round = 0; round < 3; round += 1) {
    await place.ask('tick');
    await place.ask('settled');
  }
  return place.ask<string[]>('deadLetters');
}

/** Processes of learners, each begun again when it is killed. */
class Crowd {
  readonly done: Promise<unknown>;
  readonly #running: (ChildProcess | undefined)[] = [];
  #closing = false;

  constructor(job: FaultyJob, folder: string) {
    const parts = Array.from({ length: groups }, (_, group) =>
      job.learners.filter((__, index) => index % groups === group),
    );
    const files = parts.map((learners, group) => {
      const file = join(folder, `job-${group}.json`);
      writeFileSync(file, JSON.stringify({ ...job, learners } satisfies FaultyJob));
      return file;
    });
    this.done = Promise.all(files.map((file, group) => this.#keep(file, group)));
    atEnd(() => {
      this.#closing = true;
      for (const child of this.#running) child?.kill('SIGKILL');
    });
  }

  kill(group: number): void {
    this.#running[group]?.kill('SIGKILL');
  }

  async #keep(file: string, group: number): Promise<void> {
    for (;;) {
      const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'ignore', 'inherit'] });
      this.#running[group] = child;
      const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
        child.once('exit', (...ended) => resolve(ended)),
      );
      this.#running[group] = undefined;
      if (code === 0 || this.#closing) return;
      if (signal !== 'SIGKILL') throw new Error(`learners ended with ${code}`);
    }
  }
}

interface Killing extends Pick<Wish, 'kills' | 'seed' | 'say'> {
  place: FaultyPlace;
  crowd: Crowd;
  job: FaultyJob;
}

/** Kills of four kinds in turn, spread over everything that is sat. */
async function killing({ place, crowd, job, kills, seed, say }: Killing): Promise<Record<string, number>> {
  const random = randomOf(String(seed), 'kills');
  const all = job.learners.length * job.runIds.length;
  const ways: [string, () => unknown][] = [
    ['gateway', () => place.killGateway()],
    ['dynamodb', () => place.killDatabase()],
    ['clients', () => crowd.kill(Math.floor(random() * groups))],
    ['workers', () => place.ask('crash')],
  ];
  const killed: Record<string, number> = {};
  for (let kill = 0; kill < kills; kill += 1) {
    const due = ((kill + 0.5 + random() * 0.4) / (kills + 1)) * all;
    while (endedIn(job) < due) await sleep(100);
    const [name, strike] = ways[kill % ways.length]!;
    await strike();
    killed[name] = (killed[name] ?? 0) + 1;
    say(`${endedIn(job)} of ${all}: ${name} killed`);
  }
  return killed;
}

/** Attempts that have come to an end, as far as their learners are concerned. */
const endedIn = ({ journals }: FaultyJob): number =>
  readdirSync(journals).filter((name) =>
    /"type":"submitted"|"leaves":true/.test(readFileSync(join(journals, name), 'utf8')),
  ).length;
