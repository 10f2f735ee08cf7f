import { beforeAll, describe, expect, inject, it } from 'vitest';
import { cleanVtt } from '#contracts/captions/captions.ts';
import { courses } from '#contracts/courses.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import { lectures, type Lecture } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { captions, clip, courseBundle, importCourse, setFile, sha256, withLecture } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  deadLetters,
  newId,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { deliverRecords, deliverTranscoding, replyIn } from './direct.ts';

let tree: AcademyTree;
let instructor: TestClient;
let learner: TestClient;
/** a course with two lectures of the same film, and one whose film cannot be read */
let courseId: string;
let first: Lecture;
let second: Lecture;
let broken: { courseId: string; lessonId: string; lectureId: string };
const seen: string[] = [];

type Course = OutputOf<typeof courses.course>;
const lessonsOf = ({ modules }: Course) => modules.flatMap(({ lessons }) => lessons);
const get = (lectureId: string, client = learner) => client.call(lectures.lecture, { params: { lectureId } });

function twoLectures() {
  const from = withLecture(courseBundle());
  const [lecture] = from.bundle.lectures;
  from.bundle.lectures.push({ ...lecture!, key: 'again' });
  from.bundle.modules[0]!.lessons[0]!.lecture = { uk: 'again' };
  return from;
}

/** Where the files of a lecture lie: all that show the same film share it. */
const folderOf = ({ playlists }: Lecture) => playlists!.watch!.replace(/[^/]+$/, '');

/** An mp4 by its first bytes, and noise after them. */
const noise = Buffer.concat([clip.subarray(0, 32), Buffer.alloc(4000, 0x5a)]);

beforeAll(async () => {
  tree = await createAcademyTree();
  [instructor, learner] = [await signIn(tree.instructor.login), await signIn(tree.learner.login)];
  courseId = await importCourse(instructor, twoLectures(), tree.academyId);
  const course = await learner.call(courses.course, { params: { courseId } });
  const ids = lessonsOf(course).flatMap((lesson) => lesson.lectures.uk ?? []);
  const look = async () => {
    const answer = await learner.reply(lectures.lecture, { params: { lectureId: ids[1]! } });
    if (answer.status === 200) seen.push(answer.body.state);
    return answer;
  };
  await until(look, ({ body }) => body.state === 'ready' || body.state === 'failed');
  const brokenId = await importCourse(instructor, withLecture(courseBundle(), { film: noise }), tree.academyId);
  const lesson = lessonsOf(await learner.call(courses.course, { params: { courseId: brokenId } }))[2]!;
  broken = { courseId: brokenId, lessonId: lesson.id, lectureId: lesson.lectures.uk! };
  await settled();
  [first, second] = [await get(ids[0]!), await get(ids[1]!)];
  await learner.call(courses.enrol, { params: { courseId } });
  await learner.call(courses.enrol, { params: { courseId: brokenId } });
});

/** Opens the pass and answers the cookies as a browser would send them, with the path each is for. */
async function pass({ id }: Lecture, client = learner) {
  const { status, headers } = await client.reply(lectures.openPass, { params: { lectureId: id } });
  return { status, ...cookiesOf(headers.getSetCookie()) };
}
function cookiesOf(setCookies: string[]) {
  const own = setCookies.filter((one) => one.startsWith('CloudFront-'));
  return { setCookies: own, cookie: own.map((one) => one.split(';')[0]).join('; ') };
}
const media = (path: string, cookie?: string, headers: Record<string, string> = {}) =>
  fetch(inject('origin') + path, { headers: { ...headers, ...(cookie ? { cookie } : {}) } });

describe('a film', () => {
  it('becomes a lecture by way of waiting and processing, never backwards', () => {
    const order = ['waiting', 'processing', 'ready'];
    const steps = seen.map((state) => order.indexOf(state));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(first).toMatchObject({ state: 'ready', percent: 100, failure: null, courseId, language: 'uk', version: 1 });
  });

  it('is on record once as ready, however often the news came', async () => {
    expect(await records(first.id)).toMatchObject([{ kind: 'fact', type: 'lectures.ready', data: { attempt: 1 } }]);
  });

  it('has every file that its playlists name, for watching and for listening alone', async () => {
    const { cookie } = await pass(first);
    const read = async (path: string): Promise<string[]> => {
      const answer = await media(path, cookie);
      expect([answer.status, path]).toEqual([200, path]);
      if (!path.endsWith('.m3u8')) return [path];
      const named = [...(await answer.text()).matchAll(/URI="([^"]+)"|^([^#\s].*)$/gm)].map(
        (match) => match[1] ?? match[2]!,
      );
      const below = await Promise.all(
        [...new Set(named)].map((name) => read(new URL(name, `http://x${path}`).pathname)),
      );
      return [path, ...below.flat()];
    };
    const watch = await read(first.playlists!.watch!);
    for (const size of ['-240', '-360', '-sound'])
      expect(
        watch.some((path) => path.includes(size)),
        size,
      ).toBe(true);
    const listen = await read(first.playlists!.listen!);
    expect(listen.filter((path) => /-\d{3}/.test(path.split('/').at(-1)!.replace(/_\d+/, '')))).toEqual([]);
    expect(listen.some((path) => path.endsWith('.cmfa'))).toBe(true);
  });

  it('has its captions beside it, as clean WebVTT', async () => {
    const { cookie } = await pass(first);
    expect(first.captions.map(({ language }) => language)).toEqual(['uk']);
    const answer = await media(first.captions[0]!.url, cookie);
    expect(answer.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(await answer.text()).toBe(cleanVtt(captions.toString()));
  });

  it('can be fetched in parts', async () => {
    const { cookie } = await pass(first);
    const folder = folderOf(first);
    const variant = (await (await media(first.playlists!.watch!, cookie)).text())
      .split('\n')
      .find((line) => /^[^#].*m3u8/.test(line))!;
    const segment = (await (await media(folder + variant, cookie)).text())
      .split('\n')
      .find((line) => /^[^#]/.test(line))!;
    const whole = Buffer.from(await (await media(folder + segment, cookie)).arrayBuffer());
    const part = await media(folder + segment, cookie, { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${whole.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
  });
});

describe('the pass', () => {
  it('is three cookies for the folder of this version, ten minutes long, out of reach of scripts', async () => {
    const { setCookies } = await pass(first);
    const names = setCookies.map((one) => one.split('=')[0]);
    expect(names.toSorted()).toEqual(['CloudFront-Key-Pair-Id', 'CloudFront-Policy', 'CloudFront-Signature']);
    for (const one of setCookies)
      expect(one.split('; ').slice(1)).toEqual([
        `Path=${folderOf(first)}`,
        'Secure',
        'HttpOnly',
        'SameSite=Strict',
        'Max-Age=600',
      ]);
  });

  it('opens what is closed without it, and no other lecture', async () => {
    const { cookie } = await pass(first);
    const path = first.playlists!.watch!;
    expect((await media(path)).status).toBe(403);
    expect((await media(path, cookie)).status).toBe(200);
    expect((await media(second.playlists!.watch!, cookie)).status).toBe(403);
    expect((await media(path.replace(/\/\w{16}\//, `/${'0'.repeat(16)}/`), cookie)).status).toBe(403);
    expect((await media(path, cookie.replace(/Signature=..../, 'Signature=AAAA'))).status).toBe(403);
  });

  it('is over after ten minutes', async () => {
    const openedAgo = async (minutes: number) => {
      const input = { params: { lectureId: first.id } };
      const { cookies } = await replyIn(learner, -minutes * 60_000, lectures.openPass, input);
      return (await media(first.playlists!.watch!, cookiesOf(cookies).cookie)).status;
    };
    expect([await openedAgo(9), await openedAgo(11)]).toEqual([200, 403]);
  });

  it('is for those who are enrolled', async () => {
    const guest = await signIn(tree.unitLearner.login);
    expect(await get(first.id, guest)).toMatchObject({ state: 'ready' });
    const answer = await guest.reply(lectures.openPass, { params: { lectureId: first.id } });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'notEnrolled']);
    expect(cookiesOf(answer.headers.getSetCookie()).setCookies).toEqual([]);
  });

  it('of a lecture that another academy keeps for itself is not found, nor is the lecture', async () => {
    const other = await createAcademyTree();
    const stranger = await signIn((await createPerson(other.academyId, ['learner'])).login);
    for (const lectureId of [first.id, newId('lecture')])
      for (const endpoint of [lectures.lecture, lectures.openPass])
        expect((await stranger.reply(endpoint, { params: { lectureId } })).status).toBe(404);
  });
});

describe('a film that cannot be read', () => {
  it('fails with its reason, on record, and nothing of it is offered', async () => {
    const lecture = await get(broken.lectureId);
    expect(lecture).toMatchObject({ state: 'failed', playlists: null, captions: [] });
    expect(lecture.failure).toMatch(/\w/);
    expect(await records(broken.lectureId)).toMatchObject([
      { type: 'lectures.failed', data: { attempt: 1, code: 'unreadable' } },
    ]);
    const answer = await learner.reply(lectures.openPass, { params: { lectureId: broken.lectureId } });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'lectureFailed']);
  });

  it('leaves the lesson to be read, and nothing to be watched', async () => {
    const { lectureId, ...params } = broken;
    const lesson = await learner.call(courses.lesson, { params, query: {} });
    expect(lesson).toMatchObject({ text: '# Розмова\n', lesson: { lectures: { uk: lectureId } } });
    const body = { positionSeconds: 1, spans: [[0, 1]] as [number, number][] };
    const answer = await learner.reply(progress.reportWatch, { params: broken, body });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'lectureNotReady']);
  });
});

describe('news that comes twice, late or for nobody', () => {
  it('changes nothing', async () => {
    const before = [
      await get(first.id),
      await get(broken.lectureId),
      await records(first.id),
      await records(broken.lectureId),
    ];
    const film = sha256(clip);
    const late = [
      { status: 'STATUS_UPDATE', jobProgress: { jobPercentComplete: 7 } },
      { status: 'PROGRESSING' },
      { status: 'ERROR', errorMessage: 'late' },
      { status: 'COMPLETE' },
    ];
    await deliverTranscoding({ app: 'kurs', lectureId: first.id, film, attempt: '1' }, late);
    await deliverTranscoding({ app: 'kurs', lectureId: broken.lectureId, film: sha256(noise), attempt: '1' }, late);
    const lost = await deliverTranscoding({ app: 'kurs', lectureId: newId('lecture'), film, attempt: '1' }, late);
    await deliverRecords('lectures', [{ type: 'courses.released', subjectId: courseId, data: { version: 1 } }]);
    await settled();
    const after = [
      await get(first.id),
      await get(broken.lectureId),
      await records(first.id),
      await records(broken.lectureId),
    ];
    expect(after).toEqual(before);
    expect(lost).toEqual({ batchItemFailures: [] });
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a next version of the course', () => {
  it('keeps what was made of a film, with other captions too', async () => {
    const lessonId = lessonsOf(await learner.call(courses.course, { params: { courseId } }))[0]!.id;
    await learner.call(progress.openLesson, { params: { courseId, lessonId } });
    await settled();
    const from = twoLectures();
    from.bundle.lectures[1]!.captions = { uk: 'talk/new.vtt' };
    setFile(from, 'talk/new.vtt', 'text/vtt', 'WEBVTT\n\n00:00.000 --> 00:06.000\nНовий підпис.\n');
    await importCourse(instructor, from, tree.academyId, courseId);
    await settled();
    const guest = await signIn(tree.unitLearner.login);
    expect(await get(second.id, guest)).toEqual(second);
    const again = await get(first.id, guest);
    expect(again).toMatchObject({ version: 1, state: 'ready', playlists: first.playlists });
    expect(again.captions[0]?.url).not.toBe(first.captions[0]?.url);
    // who has begun stays with what they began
    expect(await get(first.id)).toEqual(first);
  });
});

describe('a lecture named with its course', () => {
  it('is found from the moment of release, before its processing has begun', async () => {
    const id = await importCourse(instructor, withLecture(courseBundle()), tree.academyId);
    const lectureId = lessonsOf(await learner.call(courses.course, { params: { courseId: id } }))[2]!.lectures.uk!;
    const { state } = await learner.call(lectures.lecture, { params: { lectureId }, query: { courseId: id } });
    expect(['waiting', 'processing', 'ready']).toContain(state);
  });

  it('is not found under another course', async () => {
    const answer = await learner.reply(lectures.lecture, {
      params: { lectureId: first.id },
      query: { courseId: broken.courseId },
    });
    expect(answer.status).toBe(404);
  });
});
