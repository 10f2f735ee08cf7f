/** Lectures of the demo (3.5 minutes each): how long they take to prepare, what each size weighs, how they play on a bad link. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startStack } from '../../infra/local/stack.ts';
import { atEnd, freshFolder } from './closings.ts';
import { freshPlace, seed } from './fresh-stack.ts';
import { watchingUnits } from './lecture-units.ts';
import { watchingFigures } from './lecture-watching.ts';
import { kB, notes, printTable, rounded } from './report.ts';

interface Made {
  seconds: number;
  /** size or sound → bytes of all its pieces */
  bytes: Record<string, number>;
}
interface Job {
  film: number;
  seconds: number;
}

export async function lectureBench(): Promise<object> {
  // nothing was made before
  process.env.KURS_MEDIA_CACHE = join(freshFolder(), 'media');
  const place = await freshPlace();
  const jobs: Job[] = [];
  const log = (line: Record<string, unknown>) => {
    if (line['from'] === 'mediaconvert' && typeof line['film'] === 'number')
      jobs.push({ film: line['film'], seconds: Number(line['seconds']) });
  };
  const stack = await startStack({ ...place, enforce: false, log });
  const stop = atEnd(() => stack.close());
  await seed(stack, place);
  const prepared = show(madeIn(process.env.KURS_MEDIA_CACHE), jobs);
  const watching = await watchingFigures(stack);
  await stop();
  return { ...prepared, ...watching, units: await watchingUnits(place) };
}

function madeIn(cache: string): Made[] {
  return readdirSync(cache).map((name) => {
    const lengths = JSON.parse(readFileSync(join(cache, name, 'lengths.json'), 'utf8')) as number[][];
    return { seconds: Math.max(...lengths.flat()), bytes: bytesIn(join(cache, name)) };
  });
}

/** `watch-240_000000001.cmfv` is of 240p; the sound alone is what “Listen” fetches. */
function bytesIn(folder: string): Record<string, number> {
  const bytes: Record<string, number> = {};
  for (const group of ['0', '1', '2'])
    for (const file of readdirSync(join(folder, group))) {
      const [, size] = /^(?:watch-|listen-|(?=poster))([a-z]+|\d+)(?:init|_\d+|\.\d+)\.\w+$/.exec(file) ?? [];
      const name = group === '1' ? 'listen' : size;
      if (name) bytes[name] = (bytes[name] ?? 0) + statSync(join(folder, group, file)).size;
    }
  return bytes;
}

function show(made: readonly Made[], jobs: readonly Job[]): object {
  const films = made.map(({ seconds, bytes }) => {
    const took = jobs.find(({ film }) => Math.abs(film - seconds) < 0.01)?.seconds ?? 0;
    return { seconds: rounded(seconds), preparedInSeconds: rounded(took), share: rounded(took / seconds), bytes };
  });
  const sizes = films.map(({ seconds, bytes }) =>
    Object.fromEntries(
      Object.entries(bytes)
        .map(([name, all]) => [`${name}, kB`, kB(all)])
        .concat([['film, s', seconds]]),
    ),
  );
  printTable('What the sizes of a lecture weigh', sizes);
  printTable(
    'Preparing a lecture (all sizes, sound at an even loudness, thumbnails, poster)',
    films.map(({ seconds, preparedInSeconds, share }) => ({
      'film, s': seconds,
      'prepared in, s': preparedInSeconds,
      'of its length': share,
    })),
  );
  notes('with the ffmpeg of this machine; in the cloud MediaConvert does it');
  return { processing: films };
}
