/** A course that goes out as one archive and comes in elsewhere: nothing is lost, what is signed can be proved. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, type ArchiveNorms } from '#contracts/archive.ts';
import { courseExports } from '#contracts/course-exports.ts';
import { courses } from '#contracts/courses.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { norms } from '#contracts/norms.ts';
import { newKey, signatureOf } from '../../functions/platform/signatures.ts';
import { attach, draftOf, joinTeam, lessonDraft, seededDraft, writeBlocks, writeCourse } from '../support/authoring.ts';
import { bringIn, exported, packed, smallArchive, unpacked, type Archive } from '../support/archive.ts';
import { courseBundle, importCourse, newImport, setFile, sha256, withLecture } from '../support/bundle.ts';
import { newFile, sendAndCheck } from '../support/media.ts';
import { newArticle } from '../support/norms.ts';
import { outcome } from '../support/people.ts';
import { release, reviewOf, serviceReviewer, submit } from '../support/reviews.ts';
import {
  createAcademyTree,
  createPerson,
  isKept,
  items,
  nationalAdmin,
  newId,
  records,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let other: AcademyTree;
let author: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, stranger] = await Promise.all([signIn(tree.instructor.login), signIn(other.instructor.login)]);
});

/** A course that has everything: a film with captions, a picture that came with a text, one of the library, a file, two languages. */
async function richCourse(): Promise<string> {
  const from = withLecture(courseBundle());
  setFile(
    from,
    'duty/uk.md',
    'text/markdown',
    '# Обовʼязок\n\n> [!NOTE]\n> **Увага**\n>\n> Текст[^1].\n\n[^1]: Примітка.\n',
  );
  const courseId = await importCourse(author, from, tree.academyId);
  const { lessons } = await seededDraft(author, courseId);
  const at = { courseId, lessonId: lessons[0]!.id };
  const data = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#246' } })
    .png()
    .toBuffer();
  const picture = await sendAndCheck(author, { organisationId: tree.academyId, kind: 'picture', data });
  await attach(author, at, { mediaId: picture.id, text: 'Підпис', alt: 'Синє тло' });
  await attach(author, at, { mediaId: await newFile(author, tree.academyId), kind: 'file', text: 'Пам’ятка' });
  const article = newArticle();
  await (await nationalAdmin()).call(norms.putArticle, article);
  const link = `(norm:${article.params.articleId})`;
  await writeBlocks(author, at, { uk: `Останнє слово. [ст. 23]${link}`, en: `The last word. [art. 23]${link}` });
  return courseId;
}

const hashes = ({ manifest }: Archive): string[] =>
  manifest.blobs
    .map(({ sha256: hash }) => hash)
    .filter((hash) => hash !== manifest.names)
    .sort();
const takeIn = (archive: Archive, client = stranger, ids = newImport(other.academyId)) =>
  bringIn(client, archive, ids).then((job) => ({ job, courseId: ids.courseId }));

describe('a course that goes to another academy as an archive', { timeout: 180_000 }, () => {
  it('comes in whole, is reviewed, and goes out again as the same content', async () => {
    const courseId = await richCourse();
    const first = unpacked(await exported(author, courseId));
    expect(first.manifest.exported).toMatchObject({ courseId, version: 1, organisation: { id: tree.academyId } });
    for (const [hash, data] of first.blobs) expect(sha256(data)).toBe(hash);

    const { job, courseId: there } = await takeIn(first);
    expect(job).toMatchObject({ state: 'succeeded', failure: null });
    const key = { courseId: there, reviewId: job.result!['reviewId']! };
    const reviewer = await serviceReviewer();
    expect((await reviewOf(reviewer, key)).lessons).toHaveLength(3);
    await release(reviewer, key);
    const mine = await draftOf(author, courseId);
    const theirs = await draftOf(stranger, there);
    expect(theirs.lessons.map(({ title }) => title)).toEqual(mine.lessons.map(({ title }) => title));
    expect(theirs.lessons.some(({ id }) => mine.lessons.some((lesson) => lesson.id === id))).toBe(false);

    const again = unpacked(await exported(stranger, there));
    expect(hashes(again)).toEqual(hashes(first));
    const refers = JSON.parse(Buffer.from(first.blobs.get(first.manifest.norms!)!).toString()) as ArchiveNorms;
    expect(refers).toMatchObject([{ reference: 'ст. 23 ч. 1', wordings: [{ text: { uk: 'Текст норми' } }] }]);
    expect(again.manifest.exported.organisation.id).toBe(other.academyId);
    const { text, pictures, files } = await stranger.call(courses.lesson, {
      params: { courseId: there, lessonId: theirs.lessons[0]!.id },
      query: {},
    });
    expect(text).toContain('Останнє слово.');
    expect([Object.keys(pictures).length, Object.values(files ?? {}).map(({ name }) => name)]).toEqual([
      2,
      ['Пам’ятка.txt'],
    ]);
  });

  it('can be mended there, with the pictures and films that came along', async () => {
    const { courseId } = await takeIn(unpacked(await exported(author, await richCourse())));
    const { lessons } = await draftOf(stranger, courseId);
    const at = { courseId, lessonId: lessons[0]!.id };
    const shown = (await lessonDraft(stranger, at)).blocks.find(({ kind }) => kind === 'picture')!;
    const params = { courseId, mediaId: shown.ref! };
    expect((await stranger.reply(draftBlocks.draftPicture, { params, query: {} })).status).toBe(200);
    expect(outcome(await author.reply(draftBlocks.draftPicture, { params, query: {} }))).toBe('notFound');
  });

  it('is what its authors and who answers for drafts hand out, nobody else', async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    const [reader, admin] = [await createPerson(tree.academyId, ['instructor']), await signIn(tree.admin.login)];
    await joinTeam(author, courseId, reader.id, 'reader');
    const ask = (client: TestClient) =>
      client.reply(courseExports.exportCourse, { params: { courseId }, body: { jobId: newId('job') } });
    expect(outcome(await ask(await signIn(reader.login)))).toBe('notAllowed');
    expect(outcome(await ask(stranger))).toBe('notFound');
    expect(unpacked(await exported(admin, courseId)).manifest.exported.version).toBeNull();
    await settled();
    const told = (await records(courseId)).filter(({ type }) => type === 'authoring.exported');
    expect(told.map(({ actorId }) => actorId)).toEqual([tree.admin.id]);
  });
});

describe('a signature', { timeout: 120_000 }, () => {
  const check = ({ manifest, signature }: Archive, client = stranger) =>
    client.reply(courseExports.checkArchive, { body: { manifest, signature } });
  let archive: Archive;
  beforeAll(async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    archive = unpacked(await exported(author, courseId));
  });

  it('of an academy of this service is named', async () => {
    expect((await check(archive)).body).toMatchObject({ signature: 'known', signer: { id: tree.academyId } });
    const params = { keyId: archive.signature!.keyId };
    const key = (await stranger.reply(courseExports.signingKey, { params })).body;
    expect(key).toMatchObject({ publicKey: archive.signature!.publicKey, signer: { id: tree.academyId }, inUse: true });
  });

  it('of a key nobody here has, or none, is said to be so, and left to the person', async () => {
    const { keyId, publicKey, privateKey } = newKey();
    const signature = signatureOf(canonicalJson(archive.manifest), privateKey);
    const foreign = { ...archive, signature: { algorithm: 'Ed25519' as const, keyId, publicKey, signature } };
    expect((await check(foreign)).body).toEqual({ signature: 'unknown', signer: null });
    expect((await check({ ...archive, signature: null })).body).toEqual({ signature: 'none', signer: null });
    expect((await takeIn(foreign)).job.state).toBe('succeeded');
  });

  it('that does not fit what was signed is refused, and nothing is left behind', async () => {
    const touched = structuredClone(archive);
    touched.manifest.title = { uk: 'Підмінений' };
    expect(outcome(await check(touched))).toBe('bundleSignatureBroken');
    const ids = newImport(other.academyId);
    const { manifest, signature } = touched;
    const answer = await stranger.reply(courses.startArchive, { body: { ...ids, manifest, signature } });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'bundleSignatureBroken']);
    expect(await items(`$jobs#${ids.jobId}`)).toEqual([]);
  });

  it('stays good when the key has been replaced', async () => {
    const admin = await signIn(tree.admin.login);
    const renew = (replaces: string | null) =>
      admin.call(courseExports.newSigningKey, { params: { organisationId: tree.academyId }, body: { replaces } });
    const [one, two] = await Promise.all([renew(archive.signature!.keyId), renew(archive.signature!.keyId)]);
    expect(one.keyId).toBe(two.keyId);
    expect(one.keyId).not.toBe(archive.signature!.keyId);
    expect((await check(archive)).body).toMatchObject({ signature: 'known', signer: { id: tree.academyId } });
    const params = { keyId: archive.signature!.keyId };
    expect((await stranger.reply(courseExports.signingKey, { params })).body.inUse).toBe(false);
    const { courseId } = await writeCourse(author, tree.academyId);
    expect(unpacked(await exported(author, courseId)).signature!.keyId).toBe(one.keyId);
  });
});

describe('an archive that does not hold together', { timeout: 120_000 }, () => {
  const announce = async (archive: Archive) => {
    const { manifest } = archive;
    const body = { ...newImport(other.academyId), manifest, signature: null };
    return outcome(await stranger.reply(courses.startArchive, { body }));
  };
  const spoilt = (spoil: (manifest: Archive['manifest']) => void) => {
    const archive = smallArchive();
    spoil(archive.manifest);
    return archive;
  };

  it.each([
    [
      'a piece it does not name',
      (m) => m.blobs.push({ ...m.blobs[0]!, sha256: 'a'.repeat(64) }),
      'bundleReferenceUnknown',
    ],
    ['a piece that is missing', (m) => void m.blobs.pop(), 'bundleFileMissing'],
    ['a piece twice', (m) => m.blobs.push(m.blobs[0]!), 'bundleReferenceUnknown'],
    ['a lesson twice', (m) => m.modules[0]!.lessons.push(m.modules[0]!.lessons[0]!), 'bundleReferenceUnknown'],
    [
      'a film it does not bring',
      (m) => void (m.modules[0]!.lessons[0]!.films = { uk: newId('lecture') }),
      'bundleReferenceUnknown',
    ],
    ['a type nobody takes', (m) => void (m.blobs[0]!.type = 'text/html'), 'invalid'],
    ['no title in its first language', (m) => void (m.title = { en: 'Course' }), 'bundleLanguageMissing'],
    [
      'a path that leads out',
      (m) => void (m.pictures = { '../x.png': { sha256: 'a'.repeat(64), type: 'image/png', width: 1, height: 1 } }),
      'invalid',
    ],
  ] as [string, (manifest: Archive['manifest']) => unknown, string][])(
    'is refused before anything is uploaded: %s',
    async (_, spoil, code) => {
      expect(await announce(spoilt(spoil))).toBe(code);
    },
  );

  it('because its texts are something else leaves nothing behind', async () => {
    const archive = smallArchive();
    const { manifest, blobs } = archive;
    const data = Buffer.from('{"not":"blocks"}');
    const [lesson] = manifest.modules[0]!.lessons;
    blobs.delete(lesson!.blocks);
    manifest.blobs = manifest.blobs.filter(({ sha256: hash }) => hash !== lesson!.blocks);
    lesson!.blocks = sha256(data);
    manifest.blobs.push({ sha256: sha256(data), bytes: data.length, type: 'application/json' });
    blobs.set(sha256(data), data);
    const { job, courseId } = await takeIn(archive);
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'bundleTextInvalid' } });
    expect([await items(`$courses#${courseId}`), await items(`$authoring#${courseId}`)]).toEqual([[], []]);
    expect(await isKept(sha256(data))).toBe(false);
  });

  it('because a file is not what it says is not brought in', async () => {
    const archive = smallArchive();
    const data = Buffer.from('<script>alert(1)</script>');
    archive.blobs.set(sha256(data), data);
    archive.manifest.blobs.push({ sha256: sha256(data), bytes: data.length, type: 'text/plain' });
    archive.manifest.media.push({ kind: 'file', key: sha256(data), name: 'Пам’ятка.txt', type: 'text/plain' });
    const { job, courseId } = await takeIn(archive);
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'mediaTypeRefused' } });
    expect(await items(`$authoring#${courseId}`)).toEqual([]);
  });
});

it('an archive is the same however it was packed', async () => {
  const archive = smallArchive();
  expect(unpacked(packed(archive)).manifest).toEqual(archive.manifest);
  const { job, courseId } = await takeIn(archive);
  expect(job.state).toBe('succeeded');
  const { reviewId } = await draftOf(stranger, courseId);
  expect(reviewId).toBe(job.result!['reviewId']);
  await expect(submit(stranger, courseId, { languages: ['uk'] })).rejects.toThrow('reviewOpen');
}, 60_000);
