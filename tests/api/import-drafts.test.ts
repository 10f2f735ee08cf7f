/** Bringing a bundle into a course that has a draft already: its content from then on, reviewed like any other. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { jobs } from '#contracts/jobs.ts';
import { lectures } from '#contracts/lectures.ts';
import { reviews } from '#contracts/reviews.ts';
import { addLesson, draftOf, lessonDraft, writeBlocks, writeCourse } from '../support/authoring.ts';
import {
  clip,
  courseBundle,
  importBundle,
  importCourse,
  newImport,
  setFile,
  sha256,
  upload,
  withLecture,
  type TestBundle,
} from '../support/bundle.ts';
import { giveBack, release, reviewIs, reviewOf, serviceReviewer, submit } from '../support/reviews.ts';
import { deliverRecords, type Delivered } from './direct.ts';
import {
  createAcademyTree,
  createPerson,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  [author, reviewer] = await Promise.all([signIn(tree.instructor.login), serviceReviewer()]);
});

function lawBundle(text: string, title?: string) {
  const from = courseBundle('own', title);
  setFile(from, 'law/uk.md', 'text/markdown', text);
  return from;
}
const bring = (from: TestBundle, courseId?: string, client = author) =>
  importBundle(client, from, newImport(tree.academyId, courseId));
const keyOf = (courseId: string, job: { result: Record<string, string> | null }) => ({
  courseId,
  reviewId: job.result!['reviewId']!,
});
const textsOf = async (courseId: string, lessonId: string) =>
  (await lessonDraft(author, { courseId, lessonId })).blocks.map(({ id, texts }) => [id, texts.uk?.text] as const);

describe('a bundle brought into a course with a draft', { timeout: 120_000 }, () => {
  it('becomes its content: blocks go on where they say the same, what is overwritten is in the history', async () => {
    const courseId = await importCourse(author, lawBundle('# Право\n\nПерше.\n\nДруге.\n'), tree.academyId);
    const [law, duty] = (await draftOf(author, courseId)).lessons;
    const own = await addLesson(author, courseId);
    await writeBlocks(author, { courseId, lessonId: own }, 'Своє');
    const before = await textsOf(courseId, law!.id);

    const next = lawBundle('# Право\n\nВступ.\n\nПерше.\n\nДруге, виправлене.\n', 'Право, друге видання');
    next.bundle.modules[0]!.lessons.reverse();
    const job = await bring(next, courseId);
    expect(job).toMatchObject({ state: 'succeeded', failure: null });
    const after = await textsOf(courseId, law!.id);
    expect(after.map(([, text]) => text)).toEqual(['# Право', 'Вступ.', 'Перше.', 'Друге, виправлене.']);
    expect([after[0]![0], after[2]![0], after[3]![0]]).toEqual(before.map(([id]) => id));
    const draft = await draftOf(author, courseId);
    expect(draft).toMatchObject({ state: 'inReview', version: 1, title: { uk: 'Право, друге видання' } });
    expect(draft.lessons.map(({ id }) => id).slice(0, 2)).toEqual([duty!.id, law!.id]);
    const { items: kept } = await author.call(draftBlocks.history, {
      params: { courseId, lessonId: law!.id },
      query: {},
    });
    expect(kept.map(({ kind, text }) => [kind, text])).toContainEqual(['write', 'Друге.']);
    const bin = await author.call(draftOutline.bin, { params: { courseId } });
    expect(bin.items.map(({ lesson }) => lesson.id)).toEqual([own]);

    const review = await reviewOf(reviewer, keyOf(courseId, job));
    expect(review).toMatchObject({ state: 'open', before: 1, version: 2 });
    expect(review.lessons.map(({ kind, languages }) => [kind, languages])).toEqual([
      ['same', []],
      ['changed', ['uk']],
      ['same', []],
    ]);
    await release(reviewer, keyOf(courseId, job));
    const { text } = await author.call(courses.lesson, { params: { courseId, lessonId: law!.id }, query: {} });
    // what was brought is released letter for letter
    expect(text).toBe('# Право\n\nВступ.\n\nПерше.\n\nДруге, виправлене.\n');
    expect((await author.call(reviews.readiness, { params: { courseId } })).changed).toBe(false);
  });

  it('becomes its content once, however many take it in at the same time', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => `Положення ${index}.`);
    const courseId = await importCourse(author, lawBundle(`# Право\n\n${texts.join('\n\n')}\n`), tree.academyId);
    const [law] = (await draftOf(author, courseId)).lessons;
    const next = ['Вступ.', ...texts.map((text, index) => (index % 2 ? text : `${text} Виправлене.`))];
    const bringing = bring(lawBundle(`# Право\n\n${next.join('\n\n')}\n`), courseId);
    const isBrought = ({ type }: { type: string }) => type === 'courses.imported';
    const all = await until(
      () => records(courseId),
      (found) => found.filter(isBrought).length === 2,
    );
    const again = all.filter(isBrought).at(-1) as unknown as Delivered;
    await Promise.all(Array.from({ length: 3 }, () => deliverRecords('authoring', [again])));
    expect(await bringing).toMatchObject({ failure: null, state: 'succeeded' });
    await settled();
    expect((await textsOf(courseId, law!.id)).map(([, text]) => text)).toEqual(['# Право', ...next]);
  });

  it('is nothing new where it is released or waits for reviewers already', async () => {
    const ids = newImport(tree.academyId);
    const first = await importBundle(author, courseBundle(), ids);
    const again = await bring(courseBundle(), ids.courseId);
    expect(again).toMatchObject({ state: 'succeeded', result: first.result });
    await release(reviewer, keyOf(ids.courseId, first));
    const after = await bring(courseBundle(), ids.courseId);
    expect(after).toMatchObject({ state: 'succeeded', result: { courseId: ids.courseId, version: '1' } });
    expect(after.result).not.toHaveProperty('reviewId');
  });

  it('is refused while another text of it is reviewed', async () => {
    const ids = newImport(tree.academyId);
    const first = await importBundle(author, courseBundle(), ids);
    const second = await bring(lawBundle('# Право\n\nІнше.\n'), ids.courseId);
    expect(second).toMatchObject({ state: 'failed', failure: { code: 'reviewOpen' } });
    await settled();
    expect((await reviewOf(reviewer, keyOf(ids.courseId, first))).state).toBe('open');
  });

  it('comes from its authors only', async () => {
    const { courseId, lessonIds } = await writeCourse(author, tree.academyId);
    const colleague = await signIn((await createPerson(tree.academyId, ['instructor'])).login);
    const job = await bring(courseBundle(), courseId, colleague);
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'notAllowed' } });
    const { state, lessons } = await draftOf(author, courseId);
    expect([state, lessons.map(({ id }) => id)]).toEqual(['draft', lessonIds]);
    expect(await bring(courseBundle(), courseId)).toMatchObject({ state: 'succeeded' });
    expect((await draftOf(author, courseId)).lessons).toHaveLength(3);
  });

  it('that is returned is mended here, and keeps its films', async () => {
    const ids = newImport(tree.academyId);
    const first = await importBundle(author, withLecture(courseBundle()), ids);
    await giveBack(reviewer, keyOf(ids.courseId, first), 'Бракує прикладу.');
    const { lessons, state } = await draftOf(author, ids.courseId);
    expect(state).toBe('returned');
    await writeBlocks(author, { courseId: ids.courseId, lessonId: lessons[0]!.id }, 'Приклад.');
    await release(reviewer, await submit(author, ids.courseId));
    const { modules } = await author.call(courses.course, { params: { courseId: ids.courseId } });
    const lectureId = modules.at(-1)!.lessons.at(-1)!.lectures.uk!;
    await until(
      () => author.reply(lectures.lecture, { params: { lectureId } }),
      ({ body }) => body.state === 'ready',
      60,
    );
  });

  it('shows its reviewers that a film is another one', async () => {
    const courseId = await importCourse(author, withLecture(courseBundle()), tree.academyId);
    const next = withLecture(courseBundle());
    setFile(next, 'talk/clip.uk.vtt', 'text/vtt', 'WEBVTT\n\n00:00.000 --> 00:02.000\nІнші слова\n');
    const key = keyOf(courseId, await bring(next, courseId));
    const { lessons } = await reviewOf(reviewer, key);
    expect(lessons.map(({ kind }) => kind)).toEqual(['same', 'same', 'changed']);
    const shown = await reviewer.call(reviews.reviewLesson, {
      params: { ...key, lessonId: lessons[2]!.lessonId },
    });
    expect(shown.after?.films).toMatchObject([
      { language: 'uk', title: { uk: 'Лекція' }, durationSeconds: 6, source: sha256(clip) },
    ]);
    expect(shown.after!.films[0]!.captions).not.toEqual(shown.before!.films[0]!.captions);
    const params = { ...key, lectureId: shown.after!.films[0]!.id };
    const film = await reviewer.reply(reviews.reviewFilm, { params });
    expect(film.status).toBe(302);
    const bytes = await (await fetch(film.headers.get('location')!)).arrayBuffer();
    expect(sha256(new Uint8Array(bytes))).toBe(sha256(clip));
    const stranger = await signIn((await createAcademyTree()).instructor.login);
    expect((await stranger.reply(reviews.reviewFilm, { params })).status).toBe(404);
  });

  it('that is stopped on its way leaves a draft that can be submitted', async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    const ids = newImport(tree.academyId, courseId);
    const from = courseBundle();
    const { uploads } = await author.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    await upload(uploads, from.bytes);
    await author.call(courses.runImport, { params: { jobId: ids.jobId } });
    const stopped = await author.reply(jobs.cancelJob, { params: { jobId: ids.jobId } });
    await settled();
    const { state, reviewId } = await draftOf(author, courseId);
    // it may have been quicker
    if (stopped.status === 200) expect(['draft', 'inReview']).toContain(state);
    if (state === 'inReview') await reviewIs(author, { courseId, reviewId: reviewId! }, 'open');
    else await submit(author, courseId);
  });
});
