/** A cohort as its learners and teachers use it: home, gradebook, discussion, and a hundred courses for a thousand people at once. */
import { agenda } from '#contracts/agenda.ts';
import { assigned } from '#contracts/assigned.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { gradebook, type MarkChange } from '#contracts/gradebook.ts';
import { addDays, dayAt } from '#contracts/local-time.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { posts } from '#contracts/posts.ts';
import { progress } from '#contracts/progress.ts';
import { threads } from '#contracts/threads.ts';
import { Client } from '../../infra/local/client.ts';
import { demoCourseId, demoId } from '../../infra/local/demo.ts';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { importMany } from '../../infra/local/many-people.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { startMeter } from './capacity.ts';
import { atEnd } from './closings.ts';
import { freshPlace, seed } from './fresh-stack.ts';
import { copyCourse } from './many-courses.ts';
import { notes, printTable } from './report.ts';
import { figuresOf, on, takeNothing, takeTime, takeUnits, type Measured, type Take } from './series.ts';

const academy = demoId('organisation', 'naddniprianska');
const cohortId = demoId('cohort', 'bench');
const cadet = demoId('person', 'solomiia.yarema');
/** the first warms up, the last is metered */
const rounds = 5;
const [learnersTotal, columnsTotal, unitPeople, coursesTotal, homeCourses] = [200, 50, 1000, 100, 10];
const perHundred = 100;
const [reads, marksEach, postsEach] = [12, 20, 12];

interface Ground {
  unitIds: string[];
  courseIds: string[];
  learnerIds: string[];
  columnIds: string[];
  threadId: string;
}

export async function cohortBench(): Promise<object> {
  const place = await freshPlace();
  const database = await startDynamoDb({ port: 0, dataDir: place.dataDir, inMemory: true });
  atEnd(() => database.close());
  const meter = await startMeter(database.url);
  const courseIds = await on(database.url, place, async (stack) => {
    await seed(stack, place);
    return copyCourse(database, demoCourseId, coursesTotal);
  });
  const [timed, metered]: [Measured, Measured] = [{}, {}];
  const ground = await on(database.url, place, async (stack) => {
    const made = await begin(stack, courseIds);
    await stack.settled();
    const here = await signedIn(stack);
    for (let round = 0; round < rounds - 1; round += 1)
      await aDay(here, made, round, round ? takeTime(timed, stack) : takeNothing());
    return made;
  });
  await on(meter.url, place, async (stack) =>
    aDay(await signedIn(stack), ground, rounds - 1, takeUnits(metered, stack, meter)),
  );
  return show(figuresOf(timed, metered));
}

const signIn = (stack: LocalStack, login: string) => new Client(stack.origin).signIn(login, demoPassword);

interface People {
  learner: Client;
  teacher: Client;
  admin: Client;
}
async function signedIn(stack: LocalStack): Promise<People> {
  const [learner, teacher, admin] = await Promise.all(
    ['cadet@kurs.example', 'instructor@kurs.example', 'national@kurs.example'].map((login) => signIn(stack, login)),
  );
  return { learner: learner!, teacher: teacher!, admin: admin! };
}

/** Units of a thousand, one a round; a cohort of two hundred with a full gradebook, ten courses and a thread. */
async function begin(stack: LocalStack, courseIds: string[]): Promise<Ground> {
  const { learner, teacher, admin } = await signedIn(stack);
  const unitIds = Array.from({ length: rounds }, (_, index) => demoId('organisation', `bench unit ${index}`));
  for (const id of unitIds)
    await admin.call(organisations.createOrganisation, {
      body: { id, parentId: academy, kind: 'unit', name: { uk: `Підрозділ ${id.slice(-4)}` }, timeZone: 'Europe/Kyiv' },
    });
  await importMany(admin, unitPeople * rounds, {
    ...{ jobId: demoId('job', 'bench people'), homeId: academy, organisationIds: unitIds },
    progress: () => undefined,
  });
  const today = dayAt(stack.clock.now(), 'Europe/Kyiv');
  const days = { startsOn: addDays(today, -7), endsOn: addDays(today, 70) };
  const body = { id: cohortId, name: 'Вимірювання', ...days };
  await admin.call(cohorts.createCohort, { params: { organisationId: academy }, body });
  const learnerIds = [cadet, ...(await peopleOf(admin, unitIds[0]!, learnersTotal - 1))];
  for (let from = 0; from < learnerIds.length; from += perHundred)
    await admin.call(cohortMembers.addMembers, {
      params: { cohortId },
      body: { personIds: learnerIds.slice(from, from + perHundred) },
    });
  const course = { courseIds: courseIds.slice(0, homeCourses), startsOn: today, dueOn: days.endsOn };
  await admin.call(assigned.assignCourses, { params: { targetId: cohortId }, body: course });
  const columnIds = await writePlan(teacher);
  const ground = { unitIds, courseIds, learnerIds, columnIds, threadId: demoId('thread', 'bench') };
  for (const columnId of columnIds) await mark(teacher, ground, columnId, learnerIds.length, 0);
  await learner.call(threads.startThread, {
    params: { cohortId, threadId: ground.threadId },
    body: { ...{ postId: demoId('post', 'bench'), title: 'Питання', text: 'Чи можна?' }, kind: 'talk', lesson: null },
  });
  return ground;
}

async function peopleOf(admin: Client, organisationId: string, count: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { organisationId, ...(cursor ? { cursor } : {}) };
    const { items, next } = await admin.call(people.listPeople, { query });
    found.push(...items.map(({ id }) => id));
    cursor = next ?? undefined;
  } while (cursor && found.length < count);
  return found.slice(0, count);
}

async function writePlan(teacher: Client): Promise<string[]> {
  const category = { id: demoId('gradeCategory', 'bench'), title: 'Усі роботи', weight: 100 };
  const columns = Array.from({ length: columnsTotal }, (_, index) => ({
    ...{ id: demoId('gradeColumn', `bench ${index}`), categoryId: category.id, title: `Робота ${index + 1}` },
    ...{ source: { kind: 'hand' as const }, pointsMax: 20, dueOn: null },
  }));
  const body = { revision: 0, categories: [category], columns };
  await teacher.call(gradebook.savePlan, { params: { cohortId }, body });
  return columns.map(({ id }) => id);
}

/** One mark for each of so many learners in a column, one revision on. */
async function mark(teacher: Client, { learnerIds }: Ground, columnId: string, count: number, revision: number) {
  const marks: MarkChange[] = learnerIds.slice(0, count).map((personId) => ({
    ...{ id: demoId('mark', `${personId} ${columnId} ${revision}`), personId, columnId, revision },
    ...{ points: (revision % 20) + 0.5, flag: null, reason: null },
  }));
  const { outcomes } = await teacher.call(gradebook.giveMarks, { params: { cohortId }, body: { marks } });
  const wrong = outcomes.find(({ outcome }) => outcome !== 'saved');
  if (wrong) throw new Error(`not marked: ${wrong.outcome}`);
}

async function aDay({ learner, teacher, admin }: People, ground: Ground, round: number, take: Take): Promise<void> {
  const { unitIds, courseIds, columnIds, threadId } = ground;
  const params = { cohortId };
  await take(`home, ${homeCourses} courses`, reads, () => learner.call(progress.home, {}));
  await take('agenda', reads, () => learner.call(agenda.ownAgenda, {}));
  await take(`gradebook ${learnersTotal} × ${columnsTotal}`, reads, () =>
    teacher.call(gradebook.gradebook, { params, query: {} }),
  );
  await take('one mark', marksEach, (time) => mark(teacher, ground, columnIds[time]!, 1, round + 1));
  await take(`${learnersTotal} marks`, 1, () =>
    mark(teacher, ground, columnIds[columnsTotal - 1]!, learnersTotal, round + 1),
  );
  await take('post', postsEach, (time) =>
    learner.call(posts.putPost, {
      params: { ...params, threadId, postId: demoId('post', `bench ${round} ${time}`) },
      body: { text: 'Дякую, зрозуміло.', replyTo: null },
    }),
  );
  await take('thread, first page', reads, () =>
    learner.call(posts.posts, { params: { ...params, threadId }, query: {} }),
  );
  await take(`${coursesTotal} courses for ${unitPeople} people`, 1, () =>
    admin.call(assigned.assignCourses, {
      params: { targetId: unitIds[round]! },
      body: { courseIds, startsOn: null, dueOn: null },
    }),
  );
}

function show(figures: ReturnType<typeof figuresOf>): object {
  printTable(
    'A cohort',
    figures.map(({ name, times, p50Ms, p95Ms, cpuMs, readUnits, writeUnits }) => ({
      ...{ what: name, times, 'p50 ms': p50Ms, 'p95 ms': p95Ms, 'CPU ms': cpuMs },
      ...{ 'read units': readUnits, 'write units': writeUnits },
    })),
  );
  notes(
    'One request after the other; CPU of the whole local cloud, units with every reaction. Where there are few, p95 is the slowest.',
  );
  return { figures };
}
