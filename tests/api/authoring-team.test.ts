/** The team of a course: who comes in, what each may, that there is always an owner; hand-over; two people who are one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftTeam } from '#contracts/draft-team.ts';
import { people } from '#contracts/people.ts';
import type { CourseTeamRole } from '#contracts/permissions.ts';
import { addLesson, createDraft, draftOf, joinTeam, save, writeBlocks, written } from '../support/authoring.ts';
import { detail, outcome, setRoles } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  records,
  settled,
  signIn,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let other: AcademyTree;
let second: Person;
let [owner, colleague, admin]: TestClient[] = [];
beforeAll(async () => {
  [tree, other] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  second = await createPerson(tree.academyId, ['instructor'], { familyName: 'Їжакевич' });
  [owner, colleague, admin] = await Promise.all(
    [tree.instructor, second, tree.admin].map(({ login }) => signIn(login)),
  );
});

const begin = async () => (await createDraft(owner!, tree.academyId)).id;
const put = (client: TestClient | undefined, courseId: string, personId: string, role: CourseTeamRole) =>
  client!.reply(draftTeam.putTeamMember, { params: { courseId, personId }, body: { role } });
const remove = (client: TestClient | undefined, courseId: string, personId: string) =>
  client!.reply(draftTeam.removeTeamMember, { params: { courseId, personId } });
const team = async (courseId: string) =>
  (await draftOf(admin!, courseId)).team.map(({ person, role }) => [person.id, role]);

describe('a role in the team', () => {
  it('says what one may do', { timeout: 60_000 }, async () => {
    const courseId = await begin();
    const lesson = { courseId, lessonId: await addLesson(owner!, courseId) };
    const [blockId = ''] = await writeBlocks(owner!, lesson, 'Текст');
    const tried = async () => {
      const body = { changes: [written(blockId, 'Текст')] };
      const answers = [
        await colleague!.reply(draftBlocks.lessonDraft, { params: lesson }),
        await colleague!.reply(draftBlocks.saveBlocks, { params: lesson, body }),
        await colleague!.reply(draftTeam.colleagues, { params: { courseId }, query: { q: 'О' } }),
      ];
      return answers.map(outcome);
    };
    expect(await tried()).toEqual(['notFound', 'notFound', 'notFound']);
    await joinTeam(owner!, courseId, second.id, 'reader');
    expect(await tried()).toEqual([200, 'notAllowed', 'notAllowed']);
    await joinTeam(owner!, courseId, second.id, 'author');
    expect(await tried()).toEqual([200, 200, 'notAllowed']);
    await joinTeam(owner!, courseId, second.id, 'owner');
    expect(await tried()).toEqual([200, 200, 200]);
    expect(outcome(await remove(owner, courseId, second.id))).toBe(200);
    expect(outcome(await remove(owner, courseId, second.id))).toBe(200);
    expect(await tried()).toEqual(['notFound', 'notFound', 'notFound']);
    const changes = (await records(second.id)).filter(({ objectId }) => objectId === courseId);
    expect(changes.map(({ type, data }) => [type, data?.['before'], data?.['after']])).toEqual([
      ['authoring.teamChanged', '', 'reader'],
      ['authoring.teamChanged', 'reader', 'author'],
      ['authoring.teamChanged', 'author', 'owner'],
      ['authoring.teamChanged', 'owner', ''],
    ]);
  });

  it('is for who may author in the academy or its units, and for nobody else', async () => {
    const courseId = await begin();
    const inUnit = await createPerson(tree.unitId, ['instructor']);
    expect(outcome(await put(owner, courseId, inUnit.id, 'author'))).toBe(200);
    for (const personId of [tree.learner.id, other.instructor.id, newId('person')])
      expect(outcome(await put(owner, courseId, personId, 'author'))).toBe('personUnsuitable');
  });

  it('rests while its holder may not author there', async () => {
    const courseId = await begin();
    const leaver = await createPerson(tree.academyId, ['instructor']);
    const client = await signIn(leaver.login);
    await joinTeam(owner!, courseId, leaver.id, 'author');
    expect(outcome(await client.reply(authoring.draft, { params: { courseId } }))).toBe(200);
    const national = await nationalAdmin();
    await setRoles(national, leaver.id, tree.academyId, ['learner']);
    await setRoles(national, leaver.id, other.academyId, ['instructor']);
    expect(outcome(await client.reply(authoring.draft, { params: { courseId } }))).toBe('notFound');
    expect((await client.call(authoring.ownDrafts, { query: {} })).items).toEqual([]);
  });
});

describe('an owner', () => {
  it('there always is one: the last neither leaves nor steps down, nor is sent away', async () => {
    const courseId = await begin();
    const own = tree.instructor.id;
    for (const role of ['author', 'reader'] as const)
      expect(outcome(await put(owner, courseId, own, role))).toBe('lastOwner');
    expect(outcome(await remove(owner, courseId, own))).toBe('lastOwner');
    expect(outcome(await remove(admin, courseId, own))).toBe('lastOwner');
  });

  it('hands over and leaves', async () => {
    const courseId = await begin();
    await joinTeam(owner!, courseId, second.id, 'owner');
    expect(outcome(await remove(owner, courseId, tree.instructor.id))).toBe(200);
    expect(outcome(await owner!.reply(authoring.draft, { params: { courseId } }))).toBe('notFound');
    expect(await draftOf(colleague!, courseId)).toMatchObject({
      role: 'owner',
      team: [{ person: { id: second.id, familyName: 'Їжакевич' } }],
    });
  });

  it('stays where two leave at the same moment', async () => {
    const courseId = await begin();
    await joinTeam(owner!, courseId, second.id, 'owner');
    const answers = await Promise.all([
      remove(owner, courseId, tree.instructor.id),
      remove(colleague, courseId, second.id),
    ]);
    expect(answers.map(outcome).sort()).toEqual([200, 'lastOwner']);
    expect(await team(courseId)).toHaveLength(1);
  });

  it('is named by who answers for the academy’s drafts, who writes nothing', async () => {
    const courseId = await begin();
    const lesson = { courseId, lessonId: await addLesson(owner!, courseId) };
    expect(outcome(await put(admin, courseId, second.id, 'owner'))).toBe(200);
    expect(outcome(await remove(admin, courseId, tree.instructor.id))).toBe(200);
    expect(await team(courseId)).toEqual([[second.id, 'owner']]);
    const body = { changes: [written(newId('block'), 'Текст')] };
    expect(outcome(await admin!.reply(draftBlocks.saveBlocks, { params: lesson, body }))).toBe('notAllowed');
  });
});

describe('colleagues', () => {
  it('are found by the beginning of their name, learners and strangers are not', async () => {
    const courseId = await begin();
    const mark = newId('person').slice(-6);
    const [near, below, learner, far] = await Promise.all([
      createPerson(tree.academyId, ['instructor'], { familyName: `Ґалаґан ${mark} Б` }),
      createPerson(tree.unitId, ['instructor'], { familyName: `Ґалаґан ${mark} А` }),
      createPerson(tree.academyId, ['learner'], { familyName: `Ґалаґан ${mark} В` }),
      createPerson(other.academyId, ['instructor'], { familyName: `Ґалаґан ${mark} Г` }),
    ]);
    const find = async (q: string) =>
      (await owner!.call(draftTeam.colleagues, { params: { courseId }, query: { q } })).items.map(({ id }) => id);
    expect(await find(`ґалаґан ${mark}`)).toEqual([below.id, near.id]);
    await joinTeam(owner!, courseId, near.id, 'author');
    expect(await find(`Ґалаґан ${mark}`)).toEqual([below.id]);
    expect(await find('Ґ')).not.toEqual(expect.arrayContaining([learner.id, far.id]));
  });
});

it('a team follows two people who become one, with the stronger of their roles', { timeout: 60_000 }, async () => {
  const [kept, duplicate] = [
    await createPerson(tree.academyId, ['instructor']),
    await createPerson(tree.academyId, ['instructor']),
  ];
  const both = await begin();
  const alone = await begin();
  await joinTeam(owner!, both, kept.id, 'reader');
  for (const courseId of [both, alone]) await joinTeam(owner!, courseId, duplicate.id, 'author');
  const lesson = { courseId: alone, lessonId: await addLesson(owner!, alone) };
  const writer = await signIn(duplicate.login);
  const [blockId = ''] = await writeBlocks(writer, lesson, 'Текст');
  const national = await nationalAdmin();
  const revisions = await Promise.all([kept, duplicate].map(async ({ id }) => (await detail(national, id)).revision));
  await national.call(people.mergePeople, {
    params: { personId: kept.id },
    body: { duplicateId: duplicate.id, revision: revisions[0]!, duplicateRevision: revisions[1]! },
  });
  await settled();
  for (const courseId of [both, alone])
    expect(await team(courseId)).toEqual([
      [tree.instructor.id, 'owner'],
      [kept.id, 'author'],
    ]);
  const client = await signIn(kept.login);
  const [saved] = await save(client, lesson, written(blockId, 'Далі', { base: 1 }));
  expect(saved?.outcome).toBe('saved');
});
