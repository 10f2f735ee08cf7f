/** Bringing a file into an adopted course: it stays one, for its authors, for what the original changes, and for learners. */
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#contracts/archive.ts';
import { courses } from '#contracts/courses.ts';
import { sharing } from '#contracts/sharing.ts';
import { bringIn, exported, unpacked, type Archive } from '../support/archive.ts';
import { draftOf, lessonDraft, writeCourse } from '../support/authoring.ts';
import { courseBundle, importBundle, newImport, sha256 } from '../support/bundle.ts';
import { release, serviceReviewer } from '../support/reviews.ts';
import {
  adoptCourse,
  decide,
  openPieces,
  releaseDraft,
  rewrite,
  seesShared,
  share,
  textsOf,
  upstreamOf,
} from '../support/sharing.ts';
import { createAcademyTree, newId, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';

let [a, b]: AcademyTree[] = [];
let [author, adopter, admin, learner]: TestClient[] = [];
let from = '';

beforeAll(async () => {
  [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  [author, adopter, admin, learner] = await Promise.all(
    [a.instructor, b.instructor, a.admin, b.learner].map(({ login }) => signIn(login)),
  );
  ({ courseId: from } = await writeCourse(author!, a.academyId, { lessons: 2, title: { uk: 'Оригінал' } }));
  await share(author!, from, 'all');
  await releaseDraft(author!, from);
  await seesShared(adopter!, from);
}, 120_000);

/** What an archive says in a text, said otherwise: as somebody else's program would do it. */
function reworded(archive: Archive, text: string, other: string): Archive {
  const blobs = new Map<string, Uint8Array>();
  const renamed = new Map<string, string>();
  for (const [hash, data] of archive.blobs) {
    const said = Buffer.from(data).toString().replace(text, other);
    const isChanged = said !== Buffer.from(data).toString();
    const after = isChanged ? Buffer.from(said) : data;
    renamed.set(hash, isChanged ? sha256(Buffer.from(said)) : hash);
    blobs.set(renamed.get(hash)!, after);
  }
  const json = [...renamed].reduce((so, [was, is]) => so.replaceAll(was, is), canonicalJson(archive.manifest));
  const manifest = JSON.parse(json) as Archive['manifest'];
  return { manifest: { ...manifest, blobs: sized(manifest, blobs) }, signature: null, blobs };
}
const sized = ({ blobs: all }: Archive['manifest'], blobs: Archive['blobs']) =>
  all.map((blob) => ({ ...blob, bytes: blobs.get(blob.sha256)!.length }));

const brought = (courseId: string) => ({ jobId: newId('job'), courseId, organisationId: b!.academyId });
const approve = async (courseId: string) => {
  const { reviewId } = await draftOf(adopter!, courseId);
  return release(await serviceReviewer(), { courseId, reviewId: reviewId! });
};

describe('an adopted course into which a file is brought', { timeout: 180_000 }, () => {
  it('keeps its lessons and blocks where it comes back, and with them what the original changes', async () => {
    const copy = await adoptCourse(adopter!, from, b!.academyId);
    const before = await draftOf(adopter!, copy);
    const archive = unpacked(await exported(adopter!, copy));
    const job = await bringIn(adopter!, reworded(archive, 'Текст заняття 1. (uk)', 'Наш текст 1.'), brought(copy));
    expect(job).toMatchObject({ state: 'succeeded', failure: null });
    const after = await draftOf(adopter!, copy);
    expect(after.lessons.map(({ id }) => id)).toEqual(before.lessons.map(({ id }) => id));
    expect(after.modules.map(({ id }) => id)).toEqual(before.modules.map(({ id }) => id));
    expect(after.origin).toMatchObject({ courseId: from, version: 1 });
    expect((await textsOf(adopter!, copy)).join()).toContain('Наш текст 1.');
    const [lesson] = after.lessons;
    const { blocks } = await lessonDraft(adopter!, { courseId: copy, lessonId: lesson!.id });
    expect(blocks).toHaveLength(2);
    await approve(copy);

    await rewrite(author!, from, [0, 1], 'Виправлено.');
    await releaseDraft(author!, from);
    const [piece, ...others] = await openPieces(adopter!, copy);
    expect(others).toEqual([]);
    expect(piece).toMatchObject({ kind: 'text', theirs: 'Виправлено.', changedHere: true });
    expect((await decide(adopter!, copy, piece!, 'take')).outcome).toBe('done');
    await releaseDraft(adopter!, copy);
    expect(await learner!.call(courses.course, { params: { courseId: copy } })).toMatchObject({
      origin: { courseId: from, version: 2 },
    });
  });

  it('tells its learners of a recall of the original, though its release came by a file', async () => {
    const copy = await adoptCourse(adopter!, from, b!.academyId);
    const { version } = (await upstreamOf(adopter!, copy)) ?? {};
    const archive = unpacked(await exported(adopter!, copy));
    await bringIn(adopter!, reworded(archive, 'Текст заняття 2. (uk)', 'Наш текст 2.'), brought(copy));
    await approve(copy);
    const shown = () => learner!.call(courses.course, { params: { courseId: copy } });
    expect((await shown()).origin).toMatchObject({ courseId: from, version, title: { uk: 'Оригінал' } });
    await admin!.call(sharing.recallVersion, {
      params: { courseId: from, version: String(version) },
      body: { reason: 'Хибний строк' },
    });
    expect((await shown()).recall).toMatchObject({ version, ofOrigin: true });
    await admin!.call(sharing.recallVersion, {
      params: { courseId: from, version: String(version) },
      body: { reason: null },
    });
  });

  it('is still the copy of its original where a bundle replaces all of it', async () => {
    const copy = await adoptCourse(adopter!, from, b!.academyId);
    const { state } = await importBundle(adopter!, courseBundle('own', 'Усе інше'), newImport(b!.academyId, copy));
    expect(state).toBe('succeeded');
    expect((await draftOf(adopter!, copy)).origin).toMatchObject({ courseId: from });
    await approve(copy);
    const shown = await learner!.call(courses.course, { params: { courseId: copy } });
    expect([shown.title.uk, shown.origin?.courseId]).toEqual(['Усе інше', from]);
  });
});
