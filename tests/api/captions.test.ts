/** Captions of a film in a draft: whatever comes in, clean WebVTT is kept; nobody writes over what they have not seen. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#contracts/common.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmCaptions } from '#contracts/film-captions.ts';
import { filmTranscription } from '#contracts/film-transcription.ts';
import { writeCourse } from '../support/authoring.ts';
import { sha256 } from '../support/bundle.ts';
import { sendFilm } from '../support/films.ts';
import { outcome } from '../support/people.ts';
import { newId, signIn, type TestClient } from '../support/stack.ts';
import { createAuthors } from '../support/versions.ts';

let author: TestClient;
let learner: TestClient;
let courseId: string;
let lectureId: string;

beforeAll(async () => {
  const { instructor, tree } = await createAuthors();
  author = instructor;
  learner = await signIn(tree.learner.login);
  courseId = (await writeCourse(author, tree.academyId, { languages: ['uk'] })).courseId;
  lectureId = (await sendFilm(author, courseId)).id;
}, 60_000);

const of = (language: Language, id = lectureId) => ({ params: { courseId, lectureId: id, language } });
const put = (language: Language, text: string | null, base?: string | null) =>
  author.reply(draftFilms.filmCaptions, { ...of(language), body: { text, ...(base === undefined ? {} : { base }) } });
const kept = (language: Language) => author.call(filmCaptions.captionsText, of(language));

const clean = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nТак &lt;3\n';

describe('captions of a draft’s film', () => {
  it('come as SubRip or broken WebVTT, and are kept clean', async () => {
    expect(await kept('uk')).toEqual({ text: null, sha256: null });
    expect((await put('uk', '1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Так</i> <3\r\n')).body.captions).toEqual(['uk']);
    expect(await kept('uk')).toEqual({ text: clean, sha256: sha256(Buffer.from(clean)) });

    await put('uk', 'WEBVTT\n\n00:05.000 --> 00:04.000\n<script>b</script>\n\n00:01.000 --> 00:09.000\na');
    expect((await kept('uk')).text).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:05.000\na\n\n00:00:05.000 --> 00:00:06.000\nb\n',
    );
    for (const none of ['', 'Це не субтитри', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>'])
      expect(outcome(await put('uk', none)), none).toBe('bundleCaptionsInvalid');
    expect((await kept('uk')).text).toContain('a');
  });

  it('are saved where nobody was quicker; the same once more is the same', async () => {
    const { sha256: base } = await kept('uk');
    expect(outcome(await put('uk', clean, base))).toBe(200);
    expect(outcome(await put('uk', clean, base))).toBe(200);
    expect(outcome(await put('uk', clean.replace('Так', 'Ні'), base))).toBe('conflict');
    expect(outcome(await put('uk', null, null))).toBe('conflict');
    expect((await kept('uk')).text).toBe(clean);
    expect((await put('uk', null, (await kept('uk')).sha256)).body.captions).toEqual([]);
    expect(outcome(await put('uk', null, null))).toBe(200);
  });

  it('written in several languages at once are all kept', async () => {
    const all = ['uk', 'ru', 'kk', 'en'] as const;
    const replies = await Promise.all(all.map((language) => put(language, clean.replace('Так', language), null)));
    expect(replies.map(outcome)).toEqual([200, 200, 200, 200]);
    for (const language of all) expect((await kept(language)).text).toContain(language);
  });

  it('are written by nobody but people here: what could write them is absent, and says so', async () => {
    const of = (id = lectureId) => ({ params: { courseId, lectureId: id }, body: { attempt: 1 } });
    const { transcribeFilm, cancelTranscription, filmTranscription: looked } = filmTranscription;
    expect(outcome(await author.reply(transcribeFilm, of()))).toBe('transcriptionAbsent');
    expect((await author.reply(looked, { params: of().params })).body).toMatchObject({ attempt: 0, state: 'none' });
    expect((await author.reply(cancelTranscription, of())).body).toMatchObject({ state: 'none' });
    for (const endpoint of [transcribeFilm, cancelTranscription]) {
      expect(outcome(await author.reply(endpoint, of(newId('lecture'))))).toBe('notFound');
      expect(outcome(await learner.reply(endpoint, of()))).toBe('notFound');
    }
  });

  it('of no film are not there, and for nobody outside of the team', async () => {
    expect(outcome(await author.reply(filmCaptions.captionsText, of('uk', newId('lecture'))))).toBe('notFound');
    expect(outcome(await learner.reply(filmCaptions.captionsText, of('uk')))).toBe('notFound');
  });
});
