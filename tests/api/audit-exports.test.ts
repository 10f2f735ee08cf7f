import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit, heldColumns, recordColumns, type RecordsQuestion } from '#contracts/audit.ts';
import { draftTeam } from '#contracts/draft-team.ts';
import { identity } from '#contracts/identity.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { reviewComments } from '#contracts/review-comments.ts';
import { joinTeam, writeCourse } from '../support/authoring.ts';
import { sendAndCheck } from '../support/media.ts';
import { detail, outcome, setRoles } from '../support/people.ts';
import { approvedQuestion } from '../support/questions.ts';
import { giveBack, submit } from '../support/reviews.ts';
import { createPerson, newId, settled, signIn, until, type TestClient } from '../support/stack.ts';
import { createArchive, type Archive } from './archive.ts';

let past: Archive;
beforeAll(async () => {
  past = await createArchive();
});

const ended = (client: TestClient, jobId: string) =>
  until(
    () => client.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded' || state === 'failed',
  );
const fileOf = async (client: TestClient, jobId: string) => {
  const { file, state } = await ended(client, jobId);
  expect(state).toBe('succeeded');
  return Buffer.from(await (await fetch(file!.url)).arrayBuffer());
};

describe('an export of records', () => {
  const formula = '=HYPERLINK("https://evil.example")';
  const order = (question: RecordsQuestion) => ({
    jobId: newId('job'),
    question,
    language: 'uk' as const,
    columns: { completedAt: 'Завершено', at: 'Коли' },
    types: { 'identity.personCreated': 'Створено особу' },
  });
  const start = (client: TestClient, body: ReturnType<typeof order>) =>
    client.reply(audit.startRecordsExport, { body });
  beforeAll(async () => {
    await past.graduate(95, 94, past.academy.academyId, formula);
    await settled();
  });

  it('is a table that a spreadsheet reads and does not run', async () => {
    const body = order({ view: 'held', organisationId: past.academy.academyId, day: past.day(93) });
    await start(past.auditor, body);
    const bytes = await fileOf(past.auditor, body.jobId);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, row, ...rest] = bytes.subarray(3).toString().split('\r\n');
    expect(head).toBe(heldColumns.map((name) => (name === 'completedAt' ? 'Завершено' : name)).join(','));
    expect(row).toMatch(/^"'=HYPERLINK\(""https:\/\/evil\.example""\)",Нова,Заклад \w+,Курс для аудиту,1,\d{4}-\d\d/);
    expect(rest).toEqual(['']);
  });

  it('of facts says in the reader’s words what happened', async () => {
    const body = order({ view: 'day', organisationId: past.academy.academyId, day: past.day(95) });
    await start(past.auditor, body);
    const lines = (await fileOf(past.auditor, body.jobId)).subarray(3).toString().split('\r\n');
    expect(lines[0]).toBe(recordColumns.map((name) => (name === 'at' ? 'Коли' : name)).join(','));
    expect(lines.some((one) => one.includes(',Створено особу,'))).toBe(true);
  });

  it('of facts says roles in words and places by their names', async () => {
    const { id } = await createPerson(past.academy.academyId, ['learner']);
    await setRoles(past.national, id, past.academy.academyId, ['learner', 'instructor']);
    await settled();
    const words = {
      fields: { roles: 'Ролі', before: 'Було', after: 'Стало' },
      values: { learner: 'Слухач', instructor: 'Викладач' },
    };
    const body = { ...order({ view: 'person', personId: id }), ...words };
    await start(past.auditor, body);
    const lines = (await fileOf(past.auditor, body.jobId)).subarray(3).toString().split('\r\n');
    const changed = lines.find((one) => one.includes('identity.rolesChanged'));
    expect(changed).toMatch(/"organisationId: Заклад \w+; Було: Слухач; Стало: Слухач, Викладач"/);
    expect(changed).toMatch(/"Ролі, Заклад \w+: Слухач, Викладач"/);
    expect(lines.join()).not.toContain(past.academy.academyId);
  });

  it('is on record, and made once when asked twice', async () => {
    const { id } = await createPerson(past.academy.academyId, ['learner']);
    const body = order({ view: 'person', personId: id });
    const replies = await Promise.all([start(past.auditor, body), start(past.auditor, body)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    await ended(past.auditor, body.jobId);
    await settled();
    const { body: day } = await past.dayRecords(past.auditor, past.academy.academyId, past.day(0));
    const exported = day.items.filter(({ type, person }) => type === 'audit.exported' && person?.id === id);
    expect(exported).toMatchObject([{ data: { view: 'person' } }]);
    const another = order({ view: 'day', organisationId: past.academy.academyId, day: past.day(1) });
    expect(outcome(await start(past.auditor, { ...another, jobId: body.jobId }))).toBe('idTaken');
  });

  it('is for those who see the page, and the file for who asked while they still do', async () => {
    const body = order({ view: 'day', organisationId: past.academy.academyId, day: past.day(95) });
    expect(outcome(await start(past.otherAuditor, body))).toBe('notAllowed');
    expect(outcome(await start(past.otherAuditor, order({ view: 'person', personId: past.academy.learner.id })))).toBe(
      'notFound',
    );
    const { id, login } = await createPerson(past.academy.academyId, ['auditor']);
    const temporary = await signIn(login);
    await start(temporary, body);
    expect((await ended(temporary, body.jobId)).file).not.toBeNull();
    expect((await past.otherAuditor.reply(jobs.job, { params: { jobId: body.jobId } })).status).toBe(404);
    await setRoles(past.national, id, past.academy.academyId, ['learner']);
    expect((await temporary.call(jobs.job, { params: { jobId: body.jobId } })).file).toBeNull();
  });
});

describe('all data about a person', () => {
  const read = (files: Record<string, Uint8Array>, name: string) =>
    JSON.parse(new TextDecoder().decode(files[name])) as Record<string, unknown>[];

  it('is a zip of what every room keeps, for oneself', async () => {
    const me = await past.graduate(64, 63);
    const national = await past.national.call(identity.me, {});
    const { revision } = await detail(past.national, me.id);
    const body = { timeZone: 'Asia/Almaty', revision };
    await past.national.call(people.changePerson, { params: { personId: me.id }, body });
    await settled();
    const jobId = newId('job');
    await me.client.call(audit.startOwnExport, { body: { jobId } });
    const files = unzipSync(await fileOf(me.client, jobId));
    expect(Object.keys(files).sort()).toEqual(
      [
        ...['cards', 'changes', 'comments', 'courses', 'enrolments', 'jobs', 'lectures', 'lessons', 'memberships']
          .concat('notes', 'questions', 'records', 'reports', 'reviews', 'sessions', 'teams', 'texts', 'uploads')
          .concat('quizzes', 'tests', 'attempts', 'lectureAnswers')
          .map((name) => `${name}.json`),
        ...[
          'comments',
          'courses',
          'enrolments',
          'memberships',
          'notes',
          'questions',
          'records',
          'reports',
          'teams',
          'texts',
          'uploads',
        ].map((name) => `${name}.csv`),
      ].sort(),
    );
    expect(read(files, 'cards.json')).toMatchObject([{ id: me.id, login: me.login }]);
    expect(read(files, 'enrolments.json')).toMatchObject([{ courseId: past.courseId, version: 1 }]);
    expect(read(files, 'courses.json')).toMatchObject([{ courseId: past.courseId, completedLessons: [past.lessonId] }]);
    expect(read(files, 'memberships.json')).toMatchObject([{ organisationId: past.academy.academyId, until: null }]);
    // who gave the role; where they sat is not the person's to know
    const changes = read(files, 'changes.json');
    expect(changes).toMatchObject([{ actorId: national.id }, { type: 'identity.personCreated' }]);
    for (const change of changes) expect(change).not.toHaveProperty('address');
    expect(read(files, 'sessions.json')).toHaveLength(1);
    expect(read(files, 'jobs.json')).toMatchObject([{ id: jobId }]);
    expect(read(files, 'records.json').map(({ type }) => type)).toContain('progress.courseCompleted');
    expect(new TextDecoder().decode(files['records.csv'])).toContain('progress.courseCompleted');
    for (const bytes of Object.values(files)) expect(new TextDecoder().decode(bytes)).not.toMatch(/[0-9a-f]{64}/);
  });

  const exported = async (client: TestClient) => {
    const jobId = newId('job');
    await client.call(audit.startOwnExport, { body: { jobId } });
    return unzipSync(await fileOf(client, jobId));
  };

  it('has what they wrote, uploaded and reviewed; what they wrote for a course by where it is', async () => {
    const { academyId } = past.academy;
    const [one, other] = await Promise.all([1, 2].map(() => createPerson(academyId, ['instructor', 'reviewer'])));
    const [author, colleague] = await Promise.all([one!, other!].map(({ login }) => signIn(login)));
    const { courseId, lessonIds, blockIds } = await writeCourse(author!, academyId);
    const [lessonId = ''] = lessonIds;
    const upload = { organisationId: academyId, kind: 'file', name: 'Витяг.txt', data: Buffer.from('Текст') } as const;
    const { id: mediaId } = await sendAndCheck(author!, upload);
    const params = await submit(author!, courseId);
    const comment = { lessonId, blockId: null, language: null, quote: 'слово', text: 'Тут не так' };
    const commentId = newId('comment');
    await colleague!.call(reviewComments.putComment, { params: { ...params, commentId }, body: comment });
    await giveBack(colleague!, params, 'Прошу виправити');
    await joinTeam(author!, courseId, other!.id, 'owner');
    const ofMember = { courseId, personId: one!.id };
    await author!.call(draftTeam.removeTeamMember, { params: ofMember });
    await settled();

    const written = await exported(author!);
    expect(read(written, 'teams.json')).toEqual([]);
    expect(read(written, 'uploads.json')).toMatchObject([
      { id: mediaId, name: 'Витяг.txt', organisationId: academyId },
    ]);
    expect(read(written, 'reviews.json')).toMatchObject([{ courseId, submitted: true, parts: [] }]);
    const [blockId] = blockIds[0]!;
    const ofBlock = read(written, 'texts.json').filter((text) => text['blockId'] === blockId);
    expect(ofBlock.map(({ language }) => language).sort()).toEqual(['en', 'uk']);
    expect(ofBlock[0]).toEqual({
      courseId,
      lessonId,
      blockId,
      language: ofBlock[0]!['language'],
      at: ofBlock[0]!['at'],
    });
    expect(new TextDecoder().decode(written['texts.csv'])).toContain(blockId);

    const reviewed = await exported(colleague!);
    expect(read(reviewed, 'comments.json')).toMatchObject([{ courseId, text: 'Тут не так', quote: 'слово' }]);
    expect(read(reviewed, 'teams.json')).toMatchObject([{ courseId, role: 'owner' }]);
    expect(read(reviewed, 'reviews.json')).toMatchObject([
      { courseId, submitted: false, parts: [{ part: 'course', answer: 'returned', note: 'Прошу виправити' }] },
    ]);
    expect(read(reviewed, 'texts.json')).toEqual([]);
  }, 120_000);

  it('has the part they had in questions', async () => {
    const { academyId } = past.academy;
    const [one, other] = await Promise.all(
      (['instructor', 'reviewer'] as const).map((role) => createPerson(academyId, [role])),
    );
    const [author, reviewer] = await Promise.all([one!, other!].map(({ login }) => signIn(login)));
    const questionId = await approvedQuestion({ author: author!, reviewer: reviewer! }, academyId);
    const ofAuthor = { questionId, organisationId: academyId, made: true, submittedAt: expect.any(String) };
    expect(read(await exported(author!), 'questions.json')).toMatchObject([ofAuthor]);
    const ofReviewer = { questionId, made: false, decision: 'approve', decidedAt: expect.any(String) };
    const seen = await exported(reviewer!);
    expect(read(seen, 'questions.json')).toMatchObject([ofReviewer]);
    expect(new TextDecoder().decode(seen['questions.csv'])).toContain(questionId);
  }, 60_000);

  it('is for who manages the person, wherever they are', async () => {
    const [admin, stranger] = [await signIn(past.academy.admin.login), await signIn(past.other.admin.login)];
    const start = (client: TestClient, jobId = newId('job'), personId = past.academy.learner.id) =>
      client.reply(audit.startPersonExport, { params: { personId }, body: { jobId } });
    const jobId = newId('job');
    expect((await start(admin, jobId)).status).toBe(200);
    const files = unzipSync(await fileOf(admin, jobId));
    expect(read(files, 'cards.json')).toMatchObject([{ id: past.academy.learner.id }]);
    expect(outcome(await start(stranger))).toBe('notFound');
    expect(outcome(await start(past.auditor))).toBe('notAllowed');
    // somebody of both academies is managed by who manages both
    const both = await createPerson(past.academy.academyId, ['learner']);
    await setRoles(past.national, both.id, past.other.academyId, ['learner']);
    expect(outcome(await start(admin, newId('job'), both.id))).toBe('notAllowed');
    expect((await start(past.national, newId('job'), both.id)).status).toBe(200);
  });
});
