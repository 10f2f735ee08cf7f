/** How much room the courses of an academy take, and that they take no more than it was given. */
import { beforeAll, describe, expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { organisations } from '#contracts/organisations.ts';
import {
  importBundle,
  importCourse,
  newImport,
  run,
  setFile,
  smallBundle,
  upload,
  type TestBundle,
} from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
});

const usage = (organisationId = tree.academyId) => author.call(courses.usage, { params: { organisationId } });
async function setQuota(storageQuotaBytes: number | null): Promise<void> {
  const [national, at] = [await nationalAdmin(), { params: { organisationId: tree.academyId } }];
  const { revision } = await national.call(organisations.organisation, at);
  await national.call(organisations.changeOrganisation, { ...at, body: { storageQuotaBytes, revision } });
}
function bundleOf(bytes: number, letter = 'а'): TestBundle {
  const made = smallBundle(letter);
  setFile(made, 'only.uk.md', 'text/markdown', letter.repeat(bytes / 2));
  return made;
}

describe('the room of an academy', () => {
  it('is taken by each new file of a version, and by nothing that was there', async () => {
    const before = (await usage()).usedBytes;
    const courseId = await importCourse(author, bundleOf(1000), tree.academyId);
    expect((await usage()).usedBytes - before).toBe(1000);
    await importCourse(author, bundleOf(1000), tree.academyId, courseId);
    expect((await usage()).usedBytes - before).toBe(1000);
    await importCourse(author, bundleOf(400, 'б'), tree.academyId, courseId);
    expect((await usage()).usedBytes - before).toBe(1400);
  }, 60_000);

  it('is shared with its units', async () => {
    const of = await usage(tree.unitId);
    expect(of).toEqual(await usage());
    expect(of.organisationId).toBe(tree.academyId);
  });

  it('is not exceeded: an import that does not fit is refused when it is announced', async () => {
    const { usedBytes } = await usage();
    await setQuota(usedBytes + 1000);
    const announced = await author.reply(courses.startImport, {
      body: { ...newImport(tree.academyId), bundle: bundleOf(1002, 'в').bundle },
    });
    expect([announced.status, announced.body.error]).toMatchObject([
      422,
      {
        code: 'quotaExceeded',
        details: { usedBytes: `${usedBytes}`, neededBytes: '1002', quotaBytes: `${usedBytes + 1000}` },
      },
    ]);
    expect(await importBundle(author, bundleOf(1000, 'г'), newImport(tree.academyId))).toMatchObject({
      state: 'succeeded',
    });
    expect(await usage()).toMatchObject({ usedBytes: usedBytes + 1000, quotaBytes: usedBytes + 1000 });
    await setQuota(null);
  });

  it('is not exceeded by two imports that would fit alone', async () => {
    const { usedBytes } = await usage();
    await setQuota(usedBytes + 1500);
    const imports = ['д', 'е'].map((letter) => ({ made: bundleOf(1000, letter), ids: newImport(tree.academyId) }));
    for (const { made, ids } of imports) {
      const { uploads } = await author.call(courses.startImport, { body: { ...ids, bundle: made.bundle } });
      await upload(uploads, made.bytes);
    }
    const jobs = await Promise.all(imports.map(({ ids }) => run(author, ids.jobId)));
    expect(jobs.map(({ state, failure }) => failure?.code ?? state).sort()).toEqual(['quotaExceeded', 'succeeded']);
    expect((await usage()).usedBytes).toBe(usedBytes + 1000);
    await setQuota(null);
  }, 60_000);

  it('is shown to those who bring courses in there', async () => {
    const ask = async (login: string) =>
      (await (await signIn(login)).reply(courses.usage, { params: { organisationId: tree.academyId } })).status;
    const elsewhere = await createAcademyTree();
    expect([await ask(tree.learner.login), await ask(elsewhere.instructor.login)]).toEqual([403, 403]);
    expect(await ask((await createPerson(tree.academyId, ['academyAdmin'])).login)).toBe(200);
  });
});
