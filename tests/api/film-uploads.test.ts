/** Films on their way into a draft: in parts, in any order, again, not at all; who may go on with them; what is refused. */
import { beforeAll, describe, expect, it } from 'vitest';
import { draftFilms, openUploadsMax } from '#contracts/draft-films.ts';
import { draftOf, joinTeam, writeCourse, type WrittenCourse } from '../support/authoring.ts';
import { captions, clip, sha256 } from '../support/bundle.ts';
import { announced, largeFilm, piecesOf, sendFilm, sendPart, wholeHash } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { createPerson, newId, removeItem, signIn, until, type TestClient } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';

const mebibyte = 1024 ** 2;
const film = largeFilm(11 * mebibyte);

let authors: Authors;
let author: TestClient;
let made: WrittenCourse;
beforeAll(async () => {
  authors = await createAuthors();
  author = authors.instructor;
  made = await writeCourse(author, authors.tree.academyId, { lessons: 2, languages: ['uk'] });
}, 60_000);

/** A film of three parts that is announced, nothing of it sent. */
async function begun(bytes = film, more: Partial<ReturnType<typeof announced>> = {}) {
  const body = { ...announced(bytes), ...more };
  const started = await author.call(draftFilms.startFilm, { params: { courseId: made.courseId }, body });
  const params = { courseId: made.courseId, lectureId: body.id };
  const pieces = piecesOf(bytes, started);
  return { body, params, pieces, started, complete: (hash = wholeHash(pieces)) => completion(params, hash) };
}
const completion = (params: { courseId: string; lectureId: string }, hash: string, who = author) =>
  who.reply(draftFilms.completeFilm, { params, body: { sha256: hash } });
const partsOf = (params: { courseId: string; lectureId: string }, who = author) =>
  who.reply(draftFilms.filmParts, { params });
const sign = (params: { courseId: string; lectureId: string }, number = 1, who = author) =>
  who.reply(draftFilms.signFilmParts, { params, body: { parts: [{ number, sha256: sha256(Buffer.from('x')) }] } });
const stop = (params: { courseId: string; lectureId: string }, who = author) =>
  who.reply(draftFilms.stopFilm, { params });
const filmsOf = async () => author.call(draftFilms.courseFilms, { params: { courseId: made.courseId } });
const found = async (id: string) => (await filmsOf()).items.find((each) => each.id === id);

describe('a film on its way', { timeout: 60_000 }, () => {
  it('comes in parts, in any order and twice, and is shown by its lesson with its captions', async () => {
    const lessonId = made.lessonIds[0]!;
    const { body, params, pieces, started, complete } = await begun(film, { lessonId, captions: captions.toString() });
    expect(started).toMatchObject({ state: 'waiting', upload: { mine: true, lessonId, fileName: 'лекція.mp4' } });
    expect(pieces).toHaveLength(3);
    const again = await author.call(draftFilms.startFilm, { params: { courseId: made.courseId }, body });
    expect(again).toEqual(started);
    for (const piece of [pieces[2]!, pieces[0]!, pieces[0]!, pieces[1]!])
      expect(await sendPart(author, params, piece)).toBe(200);
    expect((await partsOf(params)).body.items).toEqual(
      pieces.map(({ number, bytes, sha256: hash }) => ({ number, bytes: bytes.byteLength, sha256: hash })),
    );
    const [one, two] = await Promise.all([complete(), complete()]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const kept = await until(
      async () => (await complete()).body,
      ({ state }) => state === 'kept',
    );
    expect(kept).toMatchObject({ captions: ['uk'], upload: null, released: false });
    const { lessons } = await draftOf(author, made.courseId);
    expect(lessons[0]?.lectures.uk).toMatchObject({ id: body.id, captions: ['uk'] });
    // nothing to send, nothing to stop any more; the same bytes come out again
    expect([outcome(await sign(params)), outcome(await stop(params))]).toEqual(['notFound', 'uploadEnded']);
    const link = await author.fetch(`/api/authoring/courses/${made.courseId}/films/${body.id}/content`, {
      redirect: 'manual',
    });
    const content = Buffer.from(await (await fetch(link.headers.get('location')!)).arrayBuffer());
    expect(sha256(content)).toBe(sha256(film));
  });

  it('is not complete with a part missing, in another size or altered, and goes on from there', async () => {
    const { params, pieces, complete } = await begun();
    expect(outcome(await complete())).toBe('mediaIncomplete');
    expect(await sendPart(author, params, pieces[0]!)).toBe(200);
    expect(await sendPart(author, params, pieces[2]!)).toBe(200);
    const missing = await complete();
    expect(missing.body.error).toMatchObject({ code: 'mediaIncomplete', details: { part: '2' } });
    // the store itself refuses other bytes, fewer of them, and bytes under another checksum than was signed
    const altered = { ...pieces[1]!, bytes: Buffer.from(pieces[1]!.bytes).fill(1, 0, 10) };
    expect(await sendPart(author, params, altered)).toBe(400);
    expect(await sendPart(author, params, { ...altered, sha256: sha256(altered.bytes) }, pieces[1]!.sha256)).toBe(400);
    expect(await sendPart(author, params, { ...pieces[1]!, bytes: pieces[1]!.bytes.subarray(1) })).toBe(403);
    expect((await partsOf(params)).body.items.map(({ number }) => number)).toEqual([1, 3]);
    // whole, but not what was sent: a part of another file of the same size
    expect(await sendPart(author, params, { ...altered, sha256: sha256(altered.bytes) })).toBe(200);
    expect(outcome(await complete())).toBe('mediaDamaged');
    expect(await sendPart(author, params, pieces[1]!)).toBe(200);
    expect((await complete()).status).toBe(200);
  });

  it('has no other parts than its size asks for', async () => {
    const { params } = await begun();
    expect(outcome(await sign(params, 4))).toBe('invalid');
    expect(outcome(await sign(params, 0))).toBe('invalid');
    await stop(params);
  });

  it('is its sender’s alone: colleagues see it and can neither send, complete nor stop it', async () => {
    const { body, params, pieces } = await begun();
    const { id, login } = await createPerson(authors.tree.academyId, ['instructor']);
    await joinTeam(author, made.courseId, id, 'author');
    const colleague = await signIn(login);
    const { items } = await colleague.call(draftFilms.courseFilms, { params: { courseId: made.courseId } });
    expect(items.find(({ id }) => id === body.id)).toMatchObject({ state: 'waiting', upload: { mine: false } });
    const hash = wholeHash(pieces);
    const answers = [await partsOf(params, colleague), await sign(params, 1, colleague), await stop(params, colleague)];
    expect(answers.map(outcome)).toEqual(['notFound', 'notFound', 'notFound']);
    expect(outcome(await completion(params, hash, colleague))).toBe('notFound');
    const same = await colleague.reply(draftFilms.startFilm, { params: { courseId: made.courseId }, body });
    expect(outcome(same)).toBe('idTaken');
    await stop(params);
  });

  it('can be taken back, twice as well, and then there is nothing of it', async () => {
    const { body, params, pieces, complete } = await begun();
    const { items } = await author.call(draftFilms.signFilmParts, {
      params,
      body: { parts: [{ number: 1, sha256: pieces[0]!.sha256 }] },
    });
    expect((await stop(params)).status).toBe(200);
    expect((await stop(params)).status).toBe(200);
    expect(await found(body.id)).toBeUndefined();
    const late = await fetch(items[0]!.url, { method: 'PUT', headers: items[0]!.headers, body: pieces[0]!.bytes });
    expect(late.status).toBe(404);
    expect([outcome(await complete()), outcome(await partsOf(params))]).toEqual(['notFound', 'notFound']);
  });

  it('is one of a few at a time', async () => {
    const under = await Promise.all(Array.from({ length: openUploadsMax }, () => begun(clip)));
    const more = await author.reply(draftFilms.startFilm, {
      params: { courseId: made.courseId },
      body: announced(clip),
    });
    expect(outcome(more)).toBe('tooManyUploads');
    for (const { params } of under) await stop(params);
    const { params } = await begun(clip);
    await stop(params);
  });
});

describe('what is no film', { timeout: 60_000 }, () => {
  const refused = async (bytes: Buffer<ArrayBuffer>) => sendFilm(author, made.courseId, bytes);

  it.each([
    ['a text that was called a film', Buffer.from('Це не фільм, а текст, який назвали фільмом.'), 'notVideo'],
    ['a film that breaks off', clip.subarray(0, 2000), 'truncated'],
    ['an AVI', Buffer.concat([Buffer.from('RIFF....AVI LIST'), Buffer.alloc(300)]), 'containerUnknown'],
  ])('%s is refused with the reason', async (_, bytes, fault) => {
    expect(await refused(Buffer.from(bytes))).toMatchObject({ state: 'failed', upload: { mine: true, fault } });
  });

  it('can be put away, and what never was in the course is not shown by a lesson', async () => {
    const body = announced(Buffer.from('Знову не фільм, зовсім не фільм.'));
    const failed = await sendFilm(author, made.courseId, Buffer.from('Знову не фільм, зовсім не фільм.'), body);
    expect(failed.state).toBe('failed');
    const shown = await author.reply(draftFilms.lessonFilm, {
      params: { courseId: made.courseId, lessonId: made.lessonIds[1]!, language: 'uk' },
      body: { lectureId: body.id },
    });
    expect(outcome(shown)).toBe('notFound');
    expect((await stop({ courseId: made.courseId, lectureId: body.id })).status).toBe(200);
    expect(await found(body.id)).toBeUndefined();
  });

  it('is told before anything is sent where the captions are none, the lesson is none, or it is too long', async () => {
    const start = (more: object) =>
      author.reply(draftFilms.startFilm, {
        params: { courseId: made.courseId },
        body: { ...announced(clip), ...more },
      });
    expect(outcome(await start({ captions: 'Це не субтитри' }))).toBe('bundleCaptionsInvalid');
    expect(outcome(await start({ lessonId: newId('lesson') }))).toBe('notFound');
    expect(outcome(await start({ durationSeconds: 6 * 3600 + 1 }))).toBe('invalid');
    expect(outcome(await start({ bytes: 4 * 1024 ** 3 + 1 }))).toBe('invalid');
  });
});

it('what was forgotten after a week of nothing can be sent anew', { timeout: 60_000 }, async () => {
  const { body, params, pieces, complete } = await begun();
  expect(await sendPart(author, params, pieces[0]!)).toBe(200);
  await removeItem(`$authoring#${made.courseId}`, `u#${body.id}`);
  expect([outcome(await partsOf(params)), outcome(await complete())]).toEqual(['notFound', 'notFound']);
  expect(await found(body.id)).toBeUndefined();
  const anew = await author.call(draftFilms.startFilm, { params: { courseId: made.courseId }, body });
  expect(anew.state).toBe('waiting');
  expect((await partsOf(params)).body.items).toEqual([]);
  for (const piece of pieces) expect(await sendPart(author, params, piece)).toBe(200);
  expect((await complete()).status).toBe(200);
});
