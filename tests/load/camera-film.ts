/**
 * A lecture from a camera: every picture is another one, and full of grain, which is the hardest there is for a small size. The
 * voice is the demo's. It comes in as any course does, and is watched by a learner of its own.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '#contracts/bundle.ts';
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { root, step } from '../../infra/local/build.ts';
import { Client } from '../../infra/local/client.ts';
import { approve, demoId, importBundle, until } from '../../infra/local/demo.ts';
import { findFfmpeg } from '../../infra/local/ffmpeg.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { freshFolder } from './closings.ts';
import { forBrowser } from './visit.ts';
import type { Film } from './watched-film.ts';

const seconds = 120;
const picture = 'testsrc2=s=1280x720:r=25,noise=alls=30:allf=t+u';
const voice = join(root, 'content/courses/human-rights/media/udhr-uk.mp4');
const title = { uk: 'Камера' };

/** Brings it in, has it approved and prepared, and answers its page for each of those who have just enrolled. */
export async function cameraFilms(stack: LocalStack, learners: readonly Client[]): Promise<Film[]> {
  return step('bringing in a film from a camera', async () => {
    // takes longer than a connection stays open: nobody is signed in yet
    const folder = folderWithFilm();
    const [author, reviewer] = await Promise.all(
      ['instructor', 'reviewer'].map((who) => new Client(stack.origin).signIn(`${who}@kurs.example`, demoPassword)),
    );
    const courseId = demoId('course', 'camera');
    const organisationId = demoId('organisation', 'naddniprianska');
    const reviewId = await importBundle(author!, folder, { courseId, organisationId });
    if (reviewId) await approve(reviewer!, { courseId, reviewId });
    const { modules } = await author!.call(courses.course, { params: { courseId } });
    const { id: lessonId, lectures: films } = modules[0]!.lessons[0]!;
    const lectureId = films.uk!;
    const { state } = await until(
      () => author!.call(lectures.lecture, { params: { lectureId } }),
      (film) => film.state === 'ready' || film.state === 'failed',
    );
    if (state !== 'ready') throw new Error(`the film of a camera is ${state}`);
    for (const learner of learners) {
      await learner.call(courses.enrol, { params: { courseId } });
      await learner.call(progress.openLesson, { params: { courseId, lessonId } });
    }
    await stack.settled();
    const url = `${stack.origin}/courses/${courseId}/lessons/${lessonId}`;
    return learners.map((learner) => ({ url, play: '.player .cover .big', cookies: forBrowser(learner.cookies()) }));
  });
}

/** A bundle with one lesson and the film. */
function folderWithFilm(): string {
  const folder = join(freshFolder(), 'camera');
  mkdirSync(folder);
  writeFilm(join(folder, 'film.mp4'));
  writeFileSync(join(folder, 'film.vtt'), 'WEBVTT\n\n00:00.000 --> 00:02.000\nЗапис із камери.\n');
  writeFileSync(join(folder, 'uk.md'), '# Камера\n\nЗапис.\n');
  const named = { key: 'camera', title };
  const lesson = { ...named, minutes: 2, text: { uk: 'uk.md' }, lecture: { uk: 'camera' } };
  const files = { 'film.mp4': 'video/mp4', 'film.vtt': 'text/vtt', 'uk.md': 'text/markdown' } as const;
  const bundle: Bundle = {
    ...{ format: 'kurs-bundle/1', languages: ['uk'], title, summary: title, outcomes: [], topics: [], audience: 'all' },
    modules: [{ ...named, lessons: [lesson] }],
    lectures: [{ ...named, language: 'uk', durationSeconds: seconds, file: 'film.mp4', captions: { uk: 'film.vtt' } }],
    files: Object.entries(files).map(([path, type]) => ({ path, type, ...sizeOf(join(folder, path)) })),
  };
  writeFileSync(join(folder, 'course.json'), JSON.stringify(bundle));
  return folder;
}

const sizeOf = (file: string) => ({
  sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  bytes: statSync(file).size,
});

function writeFilm(file: string): void {
  const from = ['-f', 'lavfi', '-i', picture, '-stream_loop', '-1', '-i', voice, '-map', '0:v', '-map', '1:a'];
  const to = ['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '8M', '-pix_fmt', 'yuv420p'];
  const made = spawnSync(findFfmpeg(), ['-y', '-v', 'error', ...from, ...to, '-c:a', 'aac', '-b:a', '128k', file]);
  if (made.status !== 0) throw new Error(`the film of a camera was not made: ${made.stderr.toString().slice(0, 300)}`);
}
