/** Slides of a lecture: pictures of the library at seconds, written with the draft, seen by learners with the release. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { filmSlides, type SlidePut } from '#contracts/film-slides.ts';
import { lectures } from '#contracts/lectures.ts';
import { reviews } from '#contracts/reviews.ts';
import { bringIn, exported, unpacked } from '../support/archive.ts';
import { draftOf } from '../support/authoring.ts';
import { newImport, sha256 } from '../support/bundle.ts';
import { newFile, sendAndCheck } from '../support/media.ts';
import { outcome } from '../support/people.ts';
import { release, serviceReviewer, submit } from '../support/reviews.ts';
import { adoptCourse, seesShared, share } from '../support/sharing.ts';
import { newId, settled, signIn, type TestClient } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';
import { lectureCourse, type LectureCourse } from '../support/lecture-course.ts';

let authors: LectureCourse['authors'];
let author: TestClient;
let learner: TestClient;
let courseId: string;
let lectureId: string;

const picture = async (background: string, width = 700) =>
  sendAndCheck(author, {
    ...{ organisationId: authors.tree.academyId, kind: 'picture', name: `${background}.png` },
    data: await sharp({ create: { width, height: 400, channels: 3, background } })
      .png()
      .toBuffer(),
  });
let pictures: Awaited<ReturnType<typeof picture>>[];

beforeAll(async () => {
  ({ authors, author, learner, courseId, lectureId } = await lectureCourse());
  pictures = [await picture('red'), await picture('navy')];
}, 60_000);

const of = () => ({ params: { courseId, lectureId } });
const kept = () => author.call(filmSlides.filmSlides, of());
const put = (items: SlidePut[], base: string | null) =>
  author.reply(filmSlides.saveFilmSlides, { ...of(), body: { items, base } });
const slide = (startMs: number, key: string, alt: SlidePut['alt'] = { uk: `Знімок ${startMs}` }): SlidePut => ({
  ...{ startMs, key, alt, title: {} },
});
const first = () => [slide(0, pictures[0]!.id), slide(2000, pictures[1]!.id)];
const seen = async (type: 'image/avif' | 'image/webp' = 'image/avif') =>
  (await learner.call(lectures.lectureSlides, { params: { lectureId }, query: { courseId, type } })).items;
const bytesAt = async (sha: string, client = author) => {
  const { status, headers } = await client.reply(filmSlides.slidePicture, {
    params: { courseId, lectureId, sha256: sha },
  });
  return [status, headers.get('content-type')];
};

describe('slides of a lecture', () => {
  it('are saved with their pictures in all widths; the same once more is the same', async () => {
    expect(await kept()).toEqual({ items: [], sha256: null });
    const saved = await put(first(), null);
    expect(outcome(saved)).toBe(200);
    const { items, sha256: base } = await kept();
    expect(base).toBe(saved.body.sha256);
    expect(items.map(({ startMs, variants }) => [startMs, variants])).toEqual([
      [0, pictures[0]!.variants],
      [2000, pictures[1]!.variants],
    ]);
    expect((await put(first(), null)).body).toEqual(saved.body);
    const byHash = items.map(({ startMs, key, alt, title }) => ({ startMs, key, alt, title }));
    expect((await put(byHash, base)).body).toEqual(saved.body);
    expect(outcome(await put(first().slice(1), null))).toBe('conflict');
    expect(outcome(await put([], null))).toBe('conflict');
  });

  it('are in their order, a second apart, inside of the lecture, each with a picture that is to be had', async () => {
    const { items, sha256: base } = await kept();
    const [red, navy] = pictures.map(({ id }) => id) as [string, string];
    for (const wrong of [
      [...first()].reverse(),
      [slide(0, red), slide(999, navy)],
      [slide(3_600_000, red)],
      [slide(0, newId('media'))],
      [slide(0, sha256(Buffer.from('nobody’s')))],
      [slide(0, await newFile(author, authors.tree.academyId))],
      [slide(0, red, { uk: 'д'.repeat(501) })],
      Array.from({ length: 301 }, (_, index) => slide(index * 1000, red)),
    ])
      expect(outcome(await put(wrong, base)), JSON.stringify(wrong).slice(0, 80)).toBe('invalid');
    expect((await kept()).items).toEqual(items);
  });

  it('that were taken away come back with a step back', async () => {
    const { items, sha256: base } = await kept();
    const gone = await put([], base);
    expect(gone.body).toEqual({ sha256: null });
    const back = items.map(({ startMs, key, alt, title }) => ({ startMs, key, alt, title }));
    expect((await put(back, null)).body).toEqual({ sha256: base });
    expect((await kept()).items).toEqual(items);
  });

  it('are seen by the team and its reviewers in each width, and by nobody else', async () => {
    const { variants } = (await kept()).items[0]!;
    for (const { sha256: one, type } of variants) expect(await bytesAt(one)).toEqual([200, type]);
    expect((await bytesAt(sha256(Buffer.from('other'))))[0]).toBe(404);
    expect((await bytesAt(variants[0]!.sha256, learner))[0]).toBe(404);
    expect(outcome(await learner.reply(filmSlides.filmSlides, of()))).toBe('notFound');
  });

  it('hold up the review until they say what they show', async () => {
    const { items, sha256: base } = await kept();
    const silent = await put(
      items.map(({ startMs, key }) => slide(startMs, key, {})),
      base,
    );
    const problems = (await author.call(reviews.readiness, { params: { courseId } })).problems;
    expect(problems).toContainEqual(expect.objectContaining({ code: 'slideAltMissing', blocks: true, language: 'uk' }));
    const body = { id: newId('review'), languages: ['uk' as const], note: null, dueAt: null };
    const refused = await author.reply(reviews.submit, { params: { courseId }, body });
    expect(refused.body.error).toMatchObject({ code: 'notReady', details: { problem: 'slideAltMissing' } });
    const back = items.map(({ startMs, key, alt, title }) => ({ startMs, key, alt, title }));
    expect(outcome(await put(back, silent.body.sha256))).toBe(200);
  });

  it('reach learners with a release, in all widths, as they were when it was submitted', async () => {
    expect(await seen()).toEqual([]);
    const review = await submit(author, courseId, { languages: ['uk'] });
    const { sha256: base } = await kept();
    await put([slide(1000, pictures[1]!.id)], base);
    const red = pictures[0]!.variants[0]!.sha256;
    await settled();
    // what is reviewed is seen by its reviewers, also when it is no longer in the draft
    expect(await bytesAt(red, authors.reviewer)).toEqual([200, 'image/avif']);
    await release(authors.reviewer, review);
    await settled();
    const lecture = await learner.call(lectures.lecture, { params: { lectureId }, query: { courseId } });
    expect(lecture.hasSlides).toBe(true);
    const shown = await seen();
    expect(shown.map(({ startSeconds, alt }) => [startSeconds, alt])).toEqual([
      [0, { uk: 'Знімок 0' }],
      [2, { uk: 'Знімок 2000' }],
    ]);
    expect(shown[0]!.pictures.map(({ width }) => width)).toEqual([700, 320]);
    for (const { sha256: one } of [...shown[0]!.pictures, ...(await seen('image/webp'))[1]!.pictures]) {
      const { status } = await learner.reply(courses.picture, { params: { courseId, sha256: one } });
      expect(status).toBe(200);
    }
    const { modules } = await learner.call(courses.course, { params: { courseId } });
    const lessonId = modules[1]!.lessons[0]!.id;
    const text = await learner.call(courses.lesson, { params: { courseId, lessonId }, query: {} });
    expect(JSON.stringify(text.pictures)).not.toContain(red);
  });
});

/** The course as it stands now, released; what its learners get of the slides of its one lecture. */
async function releasedSlides(of: { client: TestClient; reviewer: TestClient; learner: TestClient; courseId: string }) {
  await release(of.reviewer, await submit(of.client, of.courseId, { languages: ['uk'] }));
  return learnedSlides(of.learner, of.courseId);
}
async function learnedSlides(client: TestClient, id: string) {
  const { modules } = await client.call(courses.course, { params: { courseId: id } });
  const lecture = modules.flatMap(({ lessons }) => lessons).flatMap(({ lectures: shown }) => shown.uk ?? [])[0] ?? '';
  const query = { courseId: id, type: 'image/webp' as const };
  const { items } = await client.call(lectures.lectureSlides, { params: { lectureId: lecture }, query });
  const statuses = [];
  for (const { sha256: one } of items.flatMap(({ pictures: all }) => all))
    statuses.push((await client.reply(courses.picture, { params: { courseId: id, sha256: one } })).status);
  return { items, statuses };
}

describe('slides of a course that goes elsewhere', { timeout: 120_000 }, () => {
  let other: Authors;
  let theirs: TestClient;
  beforeAll(async () => {
    other = await createAuthors();
    theirs = await signIn(other.tree.learner.login);
  }, 60_000);

  it('lie in its archive with their pictures, and are the same where it is brought in', async () => {
    const archive = unpacked(await exported(author, courseId));
    const ids = newImport(other.tree.academyId);
    const job = await bringIn(other.instructor, archive, ids);
    expect(job).toMatchObject({ state: 'succeeded', failure: null });
    await release(await serviceReviewer(), { courseId: ids.courseId, reviewId: job.result!['reviewId']! });
    const { items, statuses } = await learnedSlides(theirs, ids.courseId);
    expect(items).toMatchObject([{ startSeconds: 1, alt: { uk: 'Знімок 1000' } }]);
    expect(statuses).toEqual([200, 200]);
    const again = unpacked(await exported(other.instructor, ids.courseId));
    expect(again.manifest.media).toEqual(archive.manifest.media);
    expect(again.manifest.films[0]!.slides).toBe(archive.manifest.films[0]!.slides);
  });

  it('name no picture that did not come along', async () => {
    const archive = unpacked(await exported(author, courseId));
    const [film] = archive.manifest.films;
    const slides = JSON.parse(Buffer.from(archive.blobs.get(film!.slides!)!).toString()) as { variants: object[] }[];
    slides[0]!.variants.push({ ...slides[0]!.variants[0]!, sha256: sha256(Buffer.from('an exam')) });
    const data = Buffer.from(JSON.stringify(slides));
    archive.blobs.set(sha256(data), data);
    const blobs = archive.manifest.blobs.filter((blob) => blob.sha256 !== film!.slides);
    archive.manifest.blobs = [...blobs, { sha256: sha256(data), bytes: data.length, type: 'application/json' }];
    film!.slides = sha256(data);
    const forged = { ...archive, signature: null };
    const job = await bringIn(other.instructor, forged, newImport(other.tree.academyId));
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'bundleReferenceUnknown' } });
  });

  it('come with a course that is adopted, and can be written on there', async () => {
    await share(author, courseId, 'all');
    await releasedSlides({ client: author, reviewer: authors.reviewer, learner, courseId });
    await seesShared(other.instructor, courseId);
    const copy = await adoptCourse(other.instructor, courseId, other.tree.academyId);
    const { lessons } = await draftOf(other.instructor, copy);
    const params = { courseId: copy, lectureId: lessons.flatMap(({ lectures: shown }) => shown.uk?.id ?? [])[0] ?? '' };
    const { items, sha256: base } = await other.instructor.call(filmSlides.filmSlides, { params });
    expect(items).toMatchObject([{ startMs: 1000 }]);
    const moved = items.map(({ key, alt, title }) => ({ startMs: 2000, key, alt, title }));
    await other.instructor.call(filmSlides.saveFilmSlides, { params, body: { items: moved, base } });
    const shown = { client: other.instructor, reviewer: other.reviewer, learner: theirs, courseId: copy };
    const { items: learned, statuses } = await releasedSlides(shown);
    expect(learned).toMatchObject([{ startSeconds: 2 }]);
    expect(statuses).toEqual([200, 200]);
  });
});
