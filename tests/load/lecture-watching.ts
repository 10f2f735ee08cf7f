/** The demo's lecture, and one from a camera, in Chromium on a bad and on a good link, beside the film it was made of in a bare `<video>`. */
import { join } from 'node:path';
import { root } from '../../infra/local/build.ts';
import type { Client } from '../../infra/local/client.ts';
import { progress } from '#contracts/progress.ts';
import { demoCourseId } from '../../infra/local/demo.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { cameraFilms } from './camera-film.ts';
import { demoLessons, signInLearners } from './fresh-stack.ts';
import { servePlainFilm } from './plain-film.ts';
import { notes, printTable, seconds } from './report.ts';
import type { LinkSpeed } from './slow-link.ts';
import { forBrowser } from './visit.ts';
import { watchFilm, type Film, type Watched } from './watched-film.ts';

export const links = {
  slow: { kbits: 200, roundTripMs: 400 },
  good: { kbits: 20_000, roundTripMs: 40 },
} as const satisfies Record<string, LinkSpeed>;
const watchedSeconds = { slow: 90, good: 20 };
const sourceFilm = join(root, 'content/courses/human-rights/media/udhr-uk.mp4');

export async function watchingFigures(
  stack: LocalStack,
): Promise<{ watching: Record<string, Record<string, Watched>> }> {
  const learners = await signInLearners(stack, 6);
  const camera = await cameraFilms(stack, learners.splice(4));
  const plain = await servePlainFilm(sourceFilm);
  const watching: Record<string, Record<string, Watched>> = {};
  for (const link of ['slow', 'good'] as const) {
    const measured: Record<string, Watched> = {};
    for (const [name, film] of Object.entries(await filmsFor(stack, learners.splice(0, 2), plain.port)))
      measured[name] = await watchFilm(film, links[link], watchedSeconds[link]);
    measured['from a camera'] = await watchFilm(camera.pop()!, links[link], watchedSeconds[link]);
    watching[link] = measured;
  }
  show(watching);
  return { watching };
}

/** Each page is opened by a learner of its own, at the beginning of the lecture. */
export async function filmsFor(stack: LocalStack, learners: readonly Client[], plainPort: number) {
  const [watcher, listener] = learners as [Client, Client];
  const { id, lectures } = (await demoLessons(watcher)).withLecture;
  const url = `${stack.origin}/courses/${demoCourseId}/lessons/${id}`;
  const params = { courseId: demoCourseId, lessonId: id, lectureId: lectures.uk! };
  for (const learner of learners)
    await learner.call(progress.reportWatch, { params, body: { positionSeconds: 0, spans: [] } });
  const lessonOf = (learner: Client): Film => ({
    ...{ url, play: '.player .cover .big' },
    cookies: forBrowser(learner.cookies()),
  });
  return {
    lecture: lessonOf(watcher),
    'sound alone': { ...lessonOf(listener), remembered: { 'kurs.player': JSON.stringify({ level: 'listen' }) } },
    'plain mp4': { url: `http://localhost:${plainPort}/`, play: 'button' },
  };
}

function show(watching: Record<string, Record<string, Watched>>): void {
  const rows = Object.entries(watching).flatMap(([link, films]) =>
    Object.entries(films).map(([film, one]) => ({
      link,
      film,
      'page ready, s': seconds(one.readyMs),
      'first frame, s': seconds(one.firstFrameMs),
      stalls: one.stalls,
      'stalled, s': one.stalledSeconds,
      'played, s': one.playedSeconds,
      of: one.watchedSeconds,
      'picture, p': one.height,
      kB: one.kB,
    })),
  );
  printTable('Watching in Chromium, an empty cache', rows);
  notes(
    `slow: ${links.slow.kbits} kbit/s and ${links.slow.roundTripMs} ms there and back; good: ${links.good.kbits / 1000} Mbit/s and ${links.good.roundTripMs} ms.`,
    'The link lies below the browser: the page, its parts, the service worker and the film share it. Page ready: until one can',
    'press play; first frame: from there to the first picture or sound. From a camera: two minutes full of grain, 720p.',
  );
}
