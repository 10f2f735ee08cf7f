/** What is added to a film goes where the film goes: to reviewers, to adopted courses, with a replaced file. */
import { beforeAll, describe, expect, it } from 'vitest';
import { additionContents, additionsOf } from '#contracts/film-additions.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmChapters } from '#contracts/film-chapters.ts';
import { filmFiles } from '#contracts/film-files.ts';
import { filmHints } from '#contracts/film-hints.ts';
import { filmRules } from '#contracts/film-rules.ts';
import { reviewAdditions } from '#contracts/review-additions.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { bringIn, exported, unpacked } from '../support/archive.ts';
import { captions, clip, newImport, sha256 } from '../support/bundle.ts';
import { plainFilm } from '../support/film-sources.ts';
import { replacing, sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { newReviewer, release, submit } from '../support/reviews.ts';
import { adoptCourse, decide, openPieces, releaseDraft, seesShared, share } from '../support/sharing.ts';
import { createAcademyTree, newId, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let author: TestClient;
let adopter: TestClient;
let reviewer: TestClient;
let [here, there]: AcademyTree[] = [];
let [from, copy, lectureId, lessonId] = ['', '', '', ''];

const opening = { startMs: 0, title: { uk: 'Вступ', en: 'Opening' } };
const search = { startMs: 2500, title: { uk: 'Обшук', en: 'Search' } };
const hint = { atMs: 4000, text: { uk: 'Стаття 234 КПК', en: 'Article 234' } };
const nothing = { texts: [], marks: [], version: null, againFromMs: null, picture: null };
const lineOf = (atMs: number, text: object) => ({ ...nothing, atMs, texts: [text] });

const of = () => ({ params: { courseId: from, lectureId } });
async function saveChapters(items: (typeof opening)[]) {
  const { sha256: base } = await author.call(filmChapters.filmChapters, of());
  await author.call(filmChapters.saveFilmChapters, { ...of(), body: { items, base } });
}
const filmHere = async () => (await draftOf(adopter, copy)).lessons.flatMap(({ lectures }) => lectures.uk ?? [])[0]!;
const chaptersHere = async () => {
  const params = { courseId: copy, lectureId: (await filmHere()).id };
  return (await adopter.call(filmChapters.filmChapters, { params })).items;
};
const reviewed = (key: { courseId: string; reviewId: string }) =>
  reviewer.call(reviewAdditions.reviewAdditions, { params: { ...key, lectureId } });

beforeAll(async () => {
  [here, there] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, adopter] = await Promise.all([signIn(here.instructor.login), signIn(there.instructor.login)]);
  ({ client: reviewer } = await newReviewer(here.academyId));
  ({
    courseId: from,
    lessonIds: [lessonId = ''],
  } = await writeCourse(author, here.academyId, { lessons: 1, languages: ['uk'] }));
  ({ id: lectureId } = await sendFilm(author, from));
  const language = 'uk' as const;
  const caption = { params: { courseId: from, lectureId, language }, body: { text: captions.toString() } };
  await author.call(draftFilms.filmCaptions, caption);
  await author.call(draftFilms.lessonFilm, { params: { courseId: from, lessonId, language }, body: { lectureId } });
  await share(author, from, 'all');
}, 60_000);

describe('what is added to a film', { timeout: 120_000 }, () => {
  it('is read by its reviewers piece by piece, with what was there before', async () => {
    await saveChapters([opening]);
    const first = await submit(author, from, { languages: ['uk'] });
    expect((await reviewed(first)).items).toEqual([
      { kind: 'chapters', changed: true, before: null, after: [lineOf(0, opening.title)] },
    ]);
    await release(reviewer, first);

    await saveChapters([opening, search]);
    await author.call(filmHints.saveFilmHints, { ...of(), body: { items: [hint], base: null } });
    const second = await submit(author, from, { languages: ['uk'] });
    expect((await reviewed(second)).items).toEqual([
      {
        ...{ kind: 'chapters', changed: true, before: [lineOf(0, opening.title)] },
        after: [lineOf(0, opening.title), lineOf(2500, search.title)],
      },
      { kind: 'hints', changed: true, before: null, after: [lineOf(4000, hint.text)] },
    ]);
    // the lesson is one of those that changed
    const review = await reviewer.call(reviews.review, { params: second });
    expect(review.lessons.map(({ kind }) => kind)).toEqual(['changed']);
    const none = { params: { ...second, lectureId: newId('lecture') } };
    expect(outcome(await reviewer.reply(reviewAdditions.reviewAdditions, none))).toBe('notFound');
    expect(outcome(await adopter.reply(reviewAdditions.reviewAdditions, { params: { ...second, lectureId } }))).toBe(
      'notFound',
    );
    await release(reviewer, second);
  });

  it('comes with an adopted course; what the original changes in it is taken or left, kind by kind', async () => {
    await seesShared(adopter, from);
    copy = await adoptCourse(adopter, from, there!.academyId);
    expect(await chaptersHere()).toEqual([opening, search]);

    await saveChapters([{ ...opening, title: { uk: 'Вступне слово', en: 'Opening' } }, search]);
    const { sha256: base } = await author.call(filmHints.filmHints, of());
    await author.call(filmHints.saveFilmHints, { ...of(), body: { items: [], base } });
    await releaseDraft(author, from);
    const pieces = await openPieces(adopter, copy);
    expect(pieces.map(({ kind, field, change }) => [kind, field, change])).toEqual([
      ['addition', 'chapters', 'changed'],
      ['addition', 'hints', 'removed'],
    ]);
    const [chapters, hints] = pieces;
    expect(chapters!.lines?.theirs?.[0]?.texts).toEqual([{ uk: 'Вступне слово', en: 'Opening' }]);
    expect(chapters!.lines?.mine?.[0]?.texts).toEqual([opening.title]);
    expect(await decide(adopter, copy, hints!, 'keep')).toEqual({ outcome: 'done', open: 1 });
    expect(await decide(adopter, copy, chapters!, 'take')).toEqual({ outcome: 'done', open: 0 });
    expect((await chaptersHere())[0]?.title.uk).toBe('Вступне слово');
    const params = { courseId: copy, lectureId: (await filmHere()).id };
    expect((await adopter.call(filmHints.filmHints, { params })).items).toEqual([hint]);
  });

  it('comes along where the original replaces the file; who took it over can take the former one back', async () => {
    const longer = plainFilm(9);
    await sendFilm(author, from, longer, replacing(lectureId, longer, 9));
    const source = sha256(longer);
    const body = { base: sha256(clip), byMs: 3000 };
    await author.call(filmFiles.showFilmFile, { params: { courseId: from, lectureId, source }, body });
    await releaseDraft(author, from);
    const before = await filmHere();
    const [piece, ...others] = await openPieces(adopter, copy);
    expect([piece?.kind, piece?.film?.theirs?.durationSeconds, others]).toEqual(['film', 9, []]);
    expect(await decide(adopter, copy, piece!, 'take')).toEqual({ outcome: 'done', open: 0 });
    expect(await filmHere()).toMatchObject({ id: before.id, durationSeconds: 9 });
    expect((await chaptersHere()).map(({ startMs }) => startMs)).toEqual([3000, 5500]);
    const back = { params: { courseId: copy, lectureId: before.id, source: sha256(clip) } };
    await adopter.call(filmFiles.showFilmFile, { ...back, body: { base: source, byMs: null } });
    expect((await filmHere()).durationSeconds).toBe(6);
    expect((await chaptersHere()).map(({ startMs }) => startMs)).toEqual([0, 2500]);
  });

  it('goes out with an archive and comes in elsewhere as it was, whatever its kind', async () => {
    await author.call(filmHints.saveFilmHints, { ...of(), body: { items: [hint], base: null } });
    const rules = { noSkipping: true, watermark: false, download: false };
    await author.call(filmRules.saveFilmRules, { ...of(), body: { rules, base: null } });
    const archive = unpacked(await exported(author, from));
    const [film] = archive.manifest.films;
    expect(Object.keys(additionsOf(film!))).toEqual(['chapters', 'hints', 'rules']);
    for (const content of additionContents(film!)) expect(archive.blobs.has(content)).toBe(true);

    const ids = newImport(there!.academyId);
    expect(await bringIn(adopter, archive, ids)).toMatchObject({ state: 'succeeded' });
    const [shown] = (await draftOf(adopter, ids.courseId)).lessons.flatMap(({ lectures }) => lectures.uk ?? []);
    const params = { courseId: ids.courseId, lectureId: shown!.id };
    expect((await adopter.call(filmHints.filmHints, { params })).items).toEqual([hint]);
    expect((await adopter.call(filmChapters.filmChapters, { params })).items).toHaveLength(2);
    const again = unpacked(await exported(adopter, ids.courseId));
    expect(additionsOf(again.manifest.films[0]!)).toEqual(additionsOf(film!));
  });
});
