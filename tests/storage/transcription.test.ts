/** Captions that a machine writes, in a deployment with the service for it: asked for, ended by its event, taken by their author – and all that comes between. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmCaptions } from '#contracts/film-captions.ts';
import { filmFiles } from '#contracts/film-files.ts';
import { filmTranscription, type FilmTranscription } from '#contracts/film-transcription.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { buildAssembly } from '../../infra/local/build.ts';
import { Client } from '../../infra/local/client.ts';
import { startStack, type LocalStack } from '../../infra/local/stack.ts';
import { createDraft } from '../support/authoring.ts';
import { clip, sha256 } from '../support/bundle.ts';
import { plainFilm, silentFilm } from '../support/film-sources.ts';
import { announced, replacing, sendFilm } from '../support/films.ts';
import { firstAdministrator, testPassword } from '../support/first-administrator.ts';
import { freePorts } from '../support/ports.ts';
import { newId } from '../support/stack.ts';

vi.setConfig({ testTimeout: 60_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'kurs-transcription-'));
let stack: LocalStack;
let author: Client;
let courseId: string;

beforeAll(async () => {
  const options = { dataDir, port: await freePorts(), inMemory: true, chaos: 7, assembly: await buildAssembly() };
  stack = await startStack({ ...options, transcription: true });
  await stack.invoke('identity-bootstrap', { ...firstAdministrator, now: stack.clock.now() });
  const signIn = async (login: string) => {
    await stack.accounts.setPassword(login, testPassword);
    return new Client(stack.origin).signIn(login, testPassword);
  };
  const admin = await signIn(firstAdministrator.administrator.login);
  const [organisationId, login] = [newId('organisation'), 'author@kurs.test'];
  const place = { parentId: firstAdministrator.organisation.id, kind: 'academy', timeZone: 'Europe/Kyiv' } as const;
  await admin.call(organisations.createOrganisation, {
    body: { id: organisationId, name: { uk: 'Заклад' }, ...place },
  });
  const name = { givenName: 'Проба', familyName: 'Особа', locale: 'uk', timeZone: 'Europe/Kyiv' } as const;
  const memberships = [{ organisationId, roles: ['instructor' as const] }];
  await admin.call(people.createPerson, { body: { id: `per_${ulid()}`, login, ...name, memberships } });
  author = await signIn(login);
  courseId = (await createDraft(author, organisationId)).id;
}, 120_000);
afterAll(async () => {
  await stack?.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const of = (lectureId: string) => ({ params: { courseId, lectureId } });
const look = (lectureId: string) => author.call(filmTranscription.filmTranscription, of(lectureId));
async function say(
  what: 'transcribeFilm' | 'cancelTranscription',
  lectureId: string,
  attempt: number,
): Promise<FilmTranscription> {
  const said = await author.call(filmTranscription[what], { ...of(lectureId), body: { attempt } });
  await stack.settled();
  return said;
}
const ask = (lectureId: string, attempt = 1) => say('transcribeFilm', lectureId, attempt);
const jobsOf = (lectureId: string) =>
  stack.transcribe.list().filter((job) => job.TranscriptionJobName.includes(lectureId));

const tell = (name: string, status: string) =>
  stack.putEvent({
    ...{ source: 'aws.transcribe', 'detail-type': 'Transcribe Job State Change' },
    detail: { TranscriptionJobName: name, TranscriptionJobStatus: status },
  });

/** The service ends a job, and says so twice; `text`: what it wrote, else why it could not. */
async function end(name: string, how: { text: string } | { reason: string }, says = true): Promise<void> {
  const { bucket, key } = stack.transcribe.finish(name, 'reason' in how ? how.reason : undefined);
  if ('text' in how) await stack.s3.put(bucket, key, Buffer.from(how.text), { 'content-type': 'text/vtt' });
  for (const _ of says ? [1, 2] : []) tell(name, 'reason' in how ? 'FAILED' : 'COMPLETED');
  await stack.settled();
}

async function kept(bytes: Buffer<ArrayBuffer>, body = announced(bytes)): Promise<string> {
  const { id, state } = await sendFilm(author, courseId, bytes, body);
  expect(state).toBe('kept');
  await stack.settled();
  return id;
}

const none = { attempt: 0, state: 'none', failure: null, askedAt: null, text: null };
const spoken = 'WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.000\n<i>Про обшук</i> житла.\n';
const clean = 'WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nПро обшук житла.\n';

it('what a machine wrote is captions once their author takes it, and not before', async () => {
  const lectureId = await kept(clip);
  expect(await look(lectureId)).toEqual(none);
  expect(await ask(lectureId)).toMatchObject({ attempt: 1, state: 'waiting' });
  // the same once more, and one that is not its turn
  expect((await ask(lectureId)).attempt).toBe(1);
  expect((await ask(lectureId, 2)).attempt).toBe(1);
  const [job, ...others] = jobsOf(lectureId);
  expect(others).toEqual([]);
  expect(job).toMatchObject({ LanguageCode: 'uk-UA', OutputKey: 'transcripts/', Subtitles: { Formats: ['vtt'] } });
  expect(job!.Media.MediaFileUri.endsWith(`/sha256/${sha256(clip)}`)).toBe(true);
  expect(await look(lectureId)).toMatchObject({ attempt: 1, state: 'processing', text: null });

  // others’ jobs, and news of one that goes on
  for (const name of ['somebody', 'kurs-of-another-kind', `kurs-${newId('lecture')}-${sha256(clip)}-1`])
    tell(name, 'COMPLETED');
  tell(job!.TranscriptionJobName, 'COMPLETED');
  await stack.settled();
  expect((await look(lectureId)).state).toBe('processing');

  await end(job!.TranscriptionJobName, { text: spoken });
  expect(await look(lectureId)).toMatchObject({ attempt: 1, state: 'ready', failure: null, text: clean });
  const captions = { params: { courseId, lectureId, language: 'uk' as const } };
  expect(await author.call(filmCaptions.captionsText, captions)).toEqual({ text: null, sha256: null });
  // it lies there: no need for another
  expect((await ask(lectureId, 2)).state).toBe('ready');
  expect(jobsOf(lectureId)).toHaveLength(1);
  await author.call(draftFilms.filmCaptions, {
    ...captions,
    body: { text: clean.replace('житла', 'оселі'), base: null },
  });
  expect((await look(lectureId)).text).toBe(clean);
  expect(stack.deadLetters()).toEqual([]);
});

it('an attempt that nobody waits for, that failed or was silent is followed by another', async () => {
  const lectureId = await kept(plainFilm(3));
  await ask(lectureId);
  expect((await say('cancelTranscription', lectureId, 2)).state).toBe('processing');
  expect((await say('cancelTranscription', lectureId, 1)).state).toBe('cancelled');
  await end(jobsOf(lectureId)[0]!.TranscriptionJobName, { text: spoken });
  expect(await look(lectureId)).toMatchObject({ attempt: 1, state: 'cancelled', text: null });

  await ask(lectureId, 2);
  await end(jobsOf(lectureId)[1]!.TranscriptionJobName, { reason: 'Invalid file size: file size too large.' });
  expect(await look(lectureId)).toMatchObject({ attempt: 2, state: 'failed', failure: 'tooLarge' });
  await ask(lectureId, 3);
  await end(jobsOf(lectureId)[2]!.TranscriptionJobName, { text: 'WEBVTT\n' });
  expect(await look(lectureId)).toMatchObject({ attempt: 3, state: 'failed', failure: 'noSpeech' });

  // events are delivered as well as can be: who asks again is answered without one
  await ask(lectureId, 4);
  await end(jobsOf(lectureId)[3]!.TranscriptionJobName, { text: spoken }, false);
  expect((await look(lectureId)).state).toBe('processing');
  await ask(lectureId, 4);
  expect(await look(lectureId)).toMatchObject({ attempt: 4, state: 'ready', text: clean });
  // late news of an earlier one
  await end(jobsOf(lectureId)[1]!.TranscriptionJobName, { reason: 'late' });
  expect((await look(lectureId)).state).toBe('ready');
  expect(stack.deadLetters()).toEqual([]);
});

it('of another file nothing is written yet, and what comes for the former file is the former’s', async () => {
  const lectureId = await kept(plainFilm(4));
  await ask(lectureId);
  const source = sha256(plainFilm(4));
  const longer = plainFilm(5);
  await kept(longer, replacing(lectureId, longer, 5));
  await author.call(filmFiles.showFilmFile, {
    params: { courseId, lectureId, source: sha256(longer) },
    body: { base: source, byMs: 0 },
  });
  expect(await look(lectureId)).toEqual(none);
  await end(jobsOf(lectureId)[0]!.TranscriptionJobName, { text: spoken });
  expect(await look(lectureId)).toEqual(none);
  await ask(lectureId);
  expect(jobsOf(lectureId)).toHaveLength(2);
});

it('a film that says nothing is not asked about', async () => {
  const lectureId = await kept(silentFilm());
  expect(await ask(lectureId)).toMatchObject({ attempt: 0, state: 'failed', failure: 'noSound' });
  expect(jobsOf(lectureId)).toEqual([]);
});
