import { beforeAll, describe, expect, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftOf, joinTeam, lessonDraft, writeCourse } from '../support/authoring.ts';
import { newReviewer, reviewOf, submit } from '../support/reviews.ts';
import {
  createAcademyTree,
  createPerson,
  items,
  nationalAdmin,
  newId,
  records,
  settled,
  signIn,
  until,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let admin: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await signIn(tree.admin.login);
});

const detail = (personId: string, client = admin) => client.call(people.person, { params: { personId } });
async function request(person: Pick<Person, 'id'>, mode: 'erase' | 'pseudonymise' = 'erase', jobId = newId('job')) {
  const { revision } = await detail(person.id, await nationalAdmin());
  return { params: { personId: person.id }, body: { jobId, mode, revision } };
}
async function erased(person: Person, mode: 'erase' | 'pseudonymise' = 'erase') {
  const input = await request(person, mode);
  await admin.call(people.erasePerson, input);
  const ended = await until(
    () => admin.call(jobs.job, { params: { jobId: input.body.jobId } }),
    ({ state }) => state !== 'running',
  );
  await settled();
  return { input, job: ended };
}
const whole = async (personId: string) => JSON.stringify(await items(`$identity#${personId}`));

describe('an erased person', () => {
  let person: Person;
  let session: TestClient;
  let result: Record<string, string>;

  beforeAll(async () => {
    person = await createPerson(tree.unitId, ['learner'], { familyName: 'Незабудько', givenName: 'Віра' });
    session = await signIn(person.login);
    const { revision } = await detail(person.id);
    await admin.call(people.changePerson, { params: { personId: person.id }, body: { givenName: 'Надія', revision } });
    const { job } = await erased(person);
    expect(job).toMatchObject({ kind: 'personErasure', state: 'succeeded', failure: null });
    result = job.result!;
  });

  it('is out, at once', async () => {
    expect((await session.reply(identity.me, {})).status).toBe(401);
    await expect(signIn(person.login)).rejects.toThrow();
  });
  it('has left no name, address or word of a change', async () => {
    const left = await whole(person.id);
    for (const trace of ['Незабудько', 'Віра', 'Надія', person.login, '127.0.0.1']) expect(left).not.toContain(trace);
  });
  it('stands in no list', async () => {
    for (const q of ['Незабудько', person.login]) {
      const { items: listed } = await admin.call(people.listPeople, { query: { organisationId: tree.academyId, q } });
      expect(listed).toEqual([]);
    }
  });
  it('is followed by a certificate: what went, what stays and why', () => {
    expect(result).toMatchObject({
      mode: 'erase',
      by: tree.admin.id,
      'erased.names': '1',
      'erased.logins': '1',
      'erased.sessions': '1',
      'erased.memberships': '1',
      'erased.lists': '3',
      'stays.records': 'legalRecord',
    });
    expect(Number(result['erased.changes'])).toBeGreaterThanOrEqual(2);
    expect(result).not.toHaveProperty('code');
  });
  it('stays on record, by id', async () => {
    const types = (await records(person.id)).map(({ type }) => type);
    const expected = ['personCreated', 'disabled', 'rolesChanged', 'personErased'].map((name) => `identity.${name}`);
    expect(types).toEqual(expect.arrayContaining(expected));
  });
  it('leaves the address to somebody else', async () => {
    const body = {
      id: newId('person'),
      login: person.login,
      givenName: 'Нова',
      familyName: 'Особа',
      locale: 'uk' as const,
      timeZone: 'Europe/Kyiv',
      memberships: [{ organisationId: tree.unitId, roles: ['learner' as const] }],
    };
    expect((await admin.reply(people.createPerson, { body })).status).toBe(200);
  });
});

describe('who wrote courses', { timeout: 60_000 }, () => {
  it('leaves their teams, also as the last owner; what they wrote stays, and the administrator names another', async () => {
    const [person, colleague] = [await createPerson(tree.academyId, ['instructor']), tree.instructor];
    const author = await signIn(person.login);
    const { courseId, lessonIds } = await writeCourse(author, tree.academyId);
    await joinTeam(author, courseId, colleague.id, 'author');
    const { job } = await erased(person, 'pseudonymise');
    expect(job.result).toMatchObject({ 'stays.texts': 'partOfCourses', 'stays.uploads': 'partOfCourses' });
    const { team } = await draftOf(admin, courseId);
    expect(team.map(({ person: { id }, role }) => [id, role])).toEqual([[colleague.id, 'author']]);
    const { blocks } = await lessonDraft(admin, { courseId, lessonId: lessonIds[0]! });
    expect(blocks[0]?.texts.uk?.by).toEqual({ id: person.id, givenName: '', familyName: job.result?.['code'] });
    expect((await records(person.id)).at(-1)).toMatchObject({ type: 'authoring.teamChanged', actorId: 'system' });
    const named = await joinTeam(admin, courseId, colleague.id, 'owner');
    expect(named.team).toMatchObject([{ person: { id: colleague.id }, role: 'owner' }]);
  });

  it('holds up no review that they were asked to answer', async () => {
    const author = await signIn(tree.instructor.login);
    const [asked, other] = [await newReviewer(tree.academyId), await newReviewer(tree.academyId)];
    const { courseId } = await writeCourse(author, tree.academyId);
    const params = await submit(author, courseId);
    await other.client.call(reviews.delegate, { params, body: { part: 'course', personId: asked.id } });
    await erased(asked);
    expect((await reviewOf(author, params)).parts.map(({ assignee }) => assignee)).toEqual([null, null]);
  });
});

describe('a pseudonymised person', () => {
  it('bears a code in place of the name', async () => {
    const { job } = await erased(await createPerson(tree.academyId, ['learner']), 'pseudonymise');
    expect(job.result?.['code']).toMatch(/^P-[0-9A-Z]{6}$/);
  });
});

describe('who was merged', () => {
  it('is erased along with whom they were merged into', async () => {
    const [kept, duplicate] = await Promise.all([
      createPerson(tree.academyId, ['learner']),
      createPerson(tree.academyId, ['learner'], { familyName: 'Двійник' }),
    ]);
    const [{ revision }, { revision: duplicateRevision }] = [await detail(kept.id), await detail(duplicate.id)];
    const body = { duplicateId: duplicate.id, revision, duplicateRevision };
    await admin.call(people.mergePeople, { params: { personId: kept.id }, body });
    const { job } = await erased(kept);
    expect(job.result).toMatchObject({ 'erased.names': '2', 'erased.logins': '2' });
    expect(await whole(duplicate.id)).not.toContain('Двійник');
  });
});

describe('an erasure', () => {
  it('asked for twice is one', async () => {
    const { input, job } = await erased(await createPerson(tree.academyId, ['learner']));
    expect((await admin.call(people.erasePerson, input)).id).toBe(job.id);
    expect((await records(input.params.personId)).filter(({ type }) => type === 'identity.personErased')).toHaveLength(
      1,
    );
  });
  it('is refused where the person has changed meanwhile', async () => {
    const input = await request(await createPerson(tree.academyId, ['learner']));
    const { status, body } = await admin.reply(people.erasePerson, { ...input, body: { ...input.body, revision: 7 } });
    expect([status, body.error.code]).toEqual([409, 'conflict']);
  });
  it('is nobody’s own', async () => {
    expect((await admin.reply(people.erasePerson, await request(tree.admin))).status).toBe(403);
  });
  it('is not for those who could not manage the person', async () => {
    const other = await createAcademyTree();
    const input = await request(other.learner);
    expect((await admin.reply(people.erasePerson, input)).status).toBe(404);
    const teacher = await signIn(tree.instructor.login);
    expect((await teacher.reply(people.erasePerson, await request(tree.learner))).status).toBe(403);
  });
  it('cannot be cancelled: half of it would help nobody', async () => {
    const input = await request(await createPerson(tree.academyId, ['learner']));
    await admin.call(people.erasePerson, input);
    const { status } = await admin.reply(jobs.cancelJob, { params: { jobId: input.body.jobId } });
    expect([403, 409]).toContain(status);
  });
});
