import { beforeAll, describe, expect, it } from 'vitest';
import type { Bundle, BundleFileType } from '#contracts/bundle.ts';
import { courses } from '#contracts/courses.ts';
import {
  courseBundle,
  importBundle,
  importCourse,
  newImport,
  png,
  run,
  setFile,
  sha256,
  smallBundle,
  upload,
  withLecture,
  type Import,
  type TestBundle,
} from '../support/bundle.ts';
import {
  createAcademyTree,
  isKept,
  items,
  newId,
  records,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let instructor: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  instructor = await signIn(tree.instructor.login);
});

/** Nothing of the course is there – not for people, not in the table, not in S3 – and its id is still free. */
async function expectNothing({ courseId }: Import, from: TestBundle): Promise<void> {
  expect((await instructor.reply(courses.course, { params: { courseId } })).status).toBe(404);
  const { items: cards } = await instructor.call(courses.catalogue, { query: {} });
  expect(cards.some(({ id }) => id === courseId)).toBe(false);
  expect([await items(`$courses#${courseId}`), await records(courseId)]).toEqual([[], []]);
  const own = Object.values(from.bytes).filter((bytes) => bytes.includes(courseId));
  expect(own.length).toBeGreaterThan(0);
  expect(await Promise.all(own.map((bytes) => isKept(sha256(bytes))))).toEqual(own.map(() => false));
  await importCourse(instructor, smallBundle('Удруге'), tree.academyId, courseId);
  expect(await instructor.call(courses.course, { params: { courseId } })).toMatchObject({ version: 1 });
}

describe('a manifest that does not hold together is refused before anything is uploaded', () => {
  const announce = async (from: TestBundle) => {
    const ids = newImport(tree.academyId);
    const answer = await instructor.reply(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    const job = await instructor.reply(courses.importJob, { params: { jobId: ids.jobId } });
    return { status: answer.status, ...answer.body.error, jobStatus: job.status };
  };

  it.each([
    '../x.md',
    'a/../../x.md',
    '/etc/x.md',
    'a//b.md',
    './x.md',
    'a/.',
    'a/',
    '',
    'C:\\x.md',
    'a\\b.md',
    'a b.md',
    'a\u0000.md',
    '%2e%2e/x.md',
    'конспект.md',
    `${'a/'.repeat(120)}x.md`,
  ])('path %j', async (path) => {
    const [asFile, asText] = [smallBundle(), smallBundle()];
    setFile(asFile, path, 'text/markdown', '# Зайве\n');
    asText.bundle.modules[0]!.lessons[0]!.text = { uk: path };
    for (const from of [asFile, asText])
      expect(await announce(from)).toMatchObject({ status: 422, code: 'bundlePathInvalid', jobStatus: 404 });
  });

  it('two paths that differ by case only', async () => {
    const from = smallBundle();
    setFile(from, 'Only.UK.md', 'text/markdown', '# Інше\n');
    const expected = { status: 422, code: 'bundlePathInvalid', details: { path: 'Only.UK.md', reason: 'twice' } };
    expect(await announce(from)).toMatchObject(expected);
  });

  it.each<[string, (bundle: Bundle) => void, number, string]>([
    ['a text that is not among the files', (b) => void (b.files = b.files.slice(1)), 422, 'bundleFileMissing'],
    ['a film that is not among the files', (b) => void (b.lectures[0]!.file = 'none.mp4'), 422, 'bundleFileMissing'],
    [
      'a lesson with an unknown lecture',
      (b) => void (b.modules[0]!.lessons[0]!.lecture = { uk: 'none' }),
      422,
      'bundleReferenceUnknown',
    ],
    ['a film that is a picture', (b) => void (b.lectures[0]!.file = 'law/scheme.png'), 422, 'bundleReferenceUnknown'],
    ['two lessons with one key', (b) => void (b.modules[1]!.lessons[0]!.key = 'law'), 422, 'bundleReferenceUnknown'],
    ['a title missing in the first language', (b) => void (b.title = { en: 'Rights' }), 422, 'bundleLanguageMissing'],
    ['a picture larger than allowed', (b) => void (b.files[4]!.bytes = 1024 * 1024 + 1), 413, 'tooLarge'],
    ['an empty file', (b) => void (b.files[0]!.bytes = 0), 400, 'invalid'],
    ['a type that is not allowed', (b) => void (b.files[4]!.type = 'image/svg+xml' as BundleFileType), 400, 'invalid'],
    ['a hash that is none', (b) => void (b.files[0]!.sha256 = 'ABC'), 400, 'invalid'],
    ['another format', (b) => void (b.format = 'kurs-bundle/9' as 'kurs-bundle/1'), 400, 'invalid'],
    ['a field nobody knows', (b) => void Object.assign(b, { price: 5 }), 400, 'invalid'],
    ['no lesson', (b) => void (b.modules[0]!.lessons = []), 400, 'invalid'],
    ['a lecture that takes no time', (b) => void (b.lectures[0]!.durationSeconds = 1e-200), 400, 'invalid'],
    ['a language twice', (b) => void (b.languages = ['uk', 'uk']), 400, 'invalid'],
  ])('%s', async (_, spoil, status, code) => {
    const from = withLecture(courseBundle());
    spoil(from.bundle);
    expect(await announce(from)).toMatchObject({ status, code, jobStatus: 404 });
  });
});

describe('a file that is not what the manifest says', () => {
  it('is refused by S3 itself: other bytes, another type, longer', async () => {
    const ids = newImport(tree.academyId);
    const from = smallBundle(ids.courseId);
    const { uploads } = await instructor.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    const { url, headers } = uploads[0]!;
    const right = from.bytes['only.uk.md']!;
    const put = async (body: Buffer, more: Record<string, string> = {}) =>
      (await fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body: Buffer.from(body) })).status;
    const other = Buffer.from(right).fill('x');
    expect(await put(other)).toBe(400);
    const otherHash = Buffer.from(sha256(other), 'hex').toString('base64');
    expect(await put(other, { 'x-amz-checksum-sha256': otherHash })).toBe(403);
    expect(await put(right, { 'content-type': 'text/html' })).toBe(403);
    expect(await put(Buffer.concat([right, right]))).toBe(403);
    expect(await run(instructor, ids.jobId)).toMatchObject({
      state: 'failed',
      failure: { code: 'bundleFileMissing', details: { path: 'only.uk.md' } },
    });
    await expectNothing(ids, from);
  });

  it('or that never came ends the import', async () => {
    const ids = newImport(tree.academyId);
    const from = courseBundle();
    setFile(from, 'talk/uk.md', 'text/markdown', `# ${ids.courseId}\n`);
    const { uploads } = await instructor.call(courses.startImport, { body: { ...ids, bundle: from.bundle } });
    await upload(
      uploads.filter(({ path }) => path !== 'law/scheme.png'),
      from.bytes,
    );
    const failure = { code: 'bundleFileMissing', details: { path: 'law/scheme.png' } };
    expect(await run(instructor, ids.jobId)).toMatchObject({ state: 'failed', failure, result: null });
    await expectNothing(ids, from);
  });

  const hugePng = Buffer.from(png);
  hugePng.writeUInt32BE(20_000, 16);

  it.each<[string, string, BundleFileType, string | Uint8Array, string]>([
    ['an mp4 that is none', 'talk/clip.mp4', 'video/mp4', '<html>not a film</html>', 'bundleVideoInvalid'],
    [
      'a WebVTT that is SubRip',
      'talk/clip.uk.vtt',
      'text/vtt',
      '1\n00:00:00,000 --> 00:00:02,000\nТак\n',
      'bundleCaptionsInvalid',
    ],
    [
      'a WebVTT that is a film',
      'talk/clip.uk.vtt',
      'text/vtt',
      Uint8Array.of(0, 0, 0, 24, 0xff, 0xfe),
      'bundleCaptionsInvalid',
    ],
    [
      'a PNG that is a drawing with script',
      'law/scheme.png',
      'image/png',
      '<svg onload="alert(1)"/>',
      'bundlePictureInvalid',
    ],
    ['a PNG that ends in its header', 'law/scheme.png', 'image/png', png.subarray(0, 18), 'bundlePictureInvalid'],
    ['a PNG of 20,000 pixels', 'law/scheme.png', 'image/png', hugePng, 'bundlePictureInvalid'],
    ['a JPEG that is a PNG', 'law/scheme.png', 'image/jpeg', png, 'bundlePictureInvalid'],
    [
      'a text that is not UTF-8',
      'duty/uk.md',
      'text/markdown',
      Uint8Array.of(0x23, 0x20, 0xc3, 0x28),
      'bundleTextInvalid',
    ],
    ['a text with a zero byte', 'duty/uk.md', 'text/markdown', '# Так\0\n', 'bundleTextInvalid'],
  ])('%s', async (_, path, type, data, code) => {
    const ids = newImport(tree.academyId);
    const from = withLecture(courseBundle());
    // bytes that nobody else has, to see that they are not kept
    setFile(from, 'talk/uk.md', 'text/markdown', `# ${ids.courseId}\n`);
    setFile(from, path, type, data);
    const job = await importBundle(instructor, from, ids);
    expect(job).toMatchObject({ state: 'failed', failure: { code, details: { path } } });
    await expectNothing(ids, from);
  });
});

describe('a failed import', () => {
  it('is over: it cannot be run again, and its id cannot be used for another', async () => {
    const ids = newImport(tree.academyId);
    const { bundle } = smallBundle();
    await instructor.call(courses.startImport, { body: { ...ids, bundle } });
    await run(instructor, ids.jobId);
    const again = await instructor.reply(courses.runImport, { params: { jobId: ids.jobId } });
    expect([again.status, again.body.error.code]).toEqual([409, 'importNotWaiting']);
    const announced = await instructor.reply(courses.startImport, { body: { ...ids, bundle } });
    expect([announced.status, announced.body.error.code]).toEqual([409, 'idTaken']);
    const unknown = await instructor.reply(courses.runImport, { params: { jobId: newId('job') } });
    expect(unknown.status).toBe(404);
  });

  it('of a next version leaves the course as it is', async () => {
    const courseId = await importCourse(instructor, smallBundle('Перше видання'), tree.academyId);
    const ids = newImport(tree.academyId, courseId);
    const next = smallBundle('Друге видання');
    setFile(next, 'scheme.png', 'image/png', 'no picture');
    expect(await importBundle(instructor, next, ids)).toMatchObject({ state: 'failed' });
    const course = await instructor.call(courses.course, { params: { courseId } });
    expect(course).toMatchObject({ version: 1, title: { uk: 'Перше видання' } });
  });
});
