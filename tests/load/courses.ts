/** A course of 60 lessons as learners, authors and reviewers use it: p95, CPU and capacity units, in a table of its own and in a full one. */
import { adoption } from '#contracts/adoption.ts';
import { authoring } from '#contracts/authoring.ts';
import { courses } from '#contracts/courses.ts';
import { hasEnded } from '#contracts/common.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { jobs } from '#contracts/jobs.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftSharing, sharing } from '#contracts/sharing.ts';
import { Client } from '../../infra/local/client.ts';
import { demoId, until } from '../../infra/local/demo.ts';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { approveAll, lessonsTotal, paragraph, submitForReview, writeBigCourse, type BigCourse } from './big-course.ts';
import { startMeter, type Meter } from './capacity.ts';
import { atEnd } from './closings.ts';
import { freshPlace, run, seed, type Place } from './fresh-stack.ts';
import { fillTable } from './many-courses.ts';
import { notes, percentile, printTable, rounded } from './report.ts';

const academy = demoId('organisation', 'naddniprianska');
const adopter = demoId('organisation', 'karpatska');
/** items of other courses in the full table; the course itself has about 1,000 */
const filling = 99_000;
const rounds = 5;
const reads = 12;

interface People {
  learner: Client;
  author: Client;
  reviewer: Client;
  /** an author of another academy */
  other: Client;
}
interface Series {
  ms: number[];
  cpuSeconds: number;
  readUnits: number;
  writeUnits: number;
}
type Measured = Record<string, Series>;
/** Does a thing so many times, and notes what each time took. */
type Take = (name: string, times: number, work: (time: number) => Promise<unknown>) => Promise<void>;

export async function coursesBench(): Promise<object> {
  const place = await freshPlace();
  const database = await startDynamoDb({ port: 0, dataDir: place.dataDir, inMemory: true });
  atEnd(() => database.close());
  const meter = await startMeter(database.url);
  const course = await on(database.url, place, async (stack) => {
    await seed(stack, place);
    const { author, reviewer } = await signedIn(stack);
    const written = await writeBigCourse(author, academy);
    await approveAll(reviewer, written.courseId, await submitForReview(author, written.courseId, 0));
    await author.call(draftSharing.shareCourse, {
      params: { courseId: written.courseId },
      body: { revision: 0, with: 'all', organisationIds: [] },
    });
    await stack.settled();
    return written;
  });
  const alone = await measure(place, database.url, meter, course, 1);
  const copied = await fillTable(database, course.courseId, filling);
  const full = await measure(place, database.url, meter, course, 1 + rounds + 1);
  return show(alone, full, copied);
}

/** The stack on this database, for as long as the work takes. */
async function on<T>(endpoint: string, place: Place, work: (stack: LocalStack) => Promise<T>): Promise<T> {
  process.env.KURS_DYNAMODB_ENDPOINT = endpoint;
  const { stack, stop } = await run(place).finally(() => delete process.env.KURS_DYNAMODB_ENDPOINT);
  const answer = await work(stack);
  await stop();
  return answer;
}

async function signedIn(stack: LocalStack): Promise<People> {
  const signIn = (login: string) => new Client(stack.origin).signIn(login, demoPassword);
  return {
    learner: await signIn('cadet@kurs.example'),
    author: await signIn('instructor@kurs.example'),
    reviewer: await signIn('reviewer@kurs.example'),
    other: await signIn('vasyl.hutsuliak@kap.example'),
  };
}

/** Speed and CPU without the meter, then one round more through it. */
async function measure(place: Place, database: string, meter: Meter, course: BigCourse, turn: number) {
  const measured: Measured = {};
  await on(database, place, async (stack) => {
    const take = takerOf(measured, async (series, work) => {
      const [before, begun] = [cpuOf(stack), performance.now()];
      await work();
      series.ms.push(performance.now() - begun);
      series.cpuSeconds += cpuOf(stack) - before;
    });
    const people = await signedIn(stack);
    // the first round warms up
    await aDay(
      stack,
      people,
      course,
      turn,
      takerOf({}, (_, work) => work()),
    );
    for (let round = 1; round < rounds; round += 1) await aDay(stack, people, course, turn + round, take);
  });
  const metered: Measured = {};
  await on(meter.url, place, async (stack) => {
    const take = takerOf(metered, async (series, work) => {
      await stack.settled();
      const before = meter.units();
      await work();
      await stack.settled();
      const after = meter.units();
      series.ms.push(0);
      series.readUnits += after.read - before.read;
      series.writeUnits += after.write - before.write;
    });
    await aDay(stack, await signedIn(stack), course, turn + rounds, take);
  });
  return Object.entries(measured).map(([name, series]) => figuresOf(name, series, metered[name]!));
}

function takerOf(measured: Measured, around: (series: Series, work: () => Promise<unknown>) => Promise<unknown>): Take {
  return async (name, times, work) => {
    const series = (measured[name] ??= { ms: [], cpuSeconds: 0, readUnits: 0, writeUnits: 0 });
    for (let time = 0; time < times; time += 1) await around(series, () => work(time));
  };
}

/** Learners read; the author writes a word in every lesson and submits; the reviewer looks at the differences and releases. */
async function aDay(stack: LocalStack, people: People, course: BigCourse, turn: number, take: Take): Promise<void> {
  const { courseId, lessons } = course;
  const { learner, author, reviewer, other } = people;
  const lessonOf = (time: number) => ({ courseId, lessonId: lessons[time % lessons.length]!.lessonId });
  await take('catalogue', reads, () => learner.call(courses.catalogue, { query: { language: 'uk' } }));
  await take('course page', reads, () => learner.call(courses.course, { params: { courseId } }));
  await take('lesson', reads, (time) => learner.call(courses.lesson, { params: lessonOf(time), query: {} }));
  await take('outline of the draft', reads, () => author.call(authoring.draft, { params: { courseId } }));
  await take('lesson in the editor', reads, (time) => author.call(draftBlocks.lessonDraft, { params: lessonOf(time) }));
  await take('editor save', lessonsTotal, (time) => saveOne(author, course, time, turn));
  await take('readiness', reads, () => author.call(reviews.readiness, { params: { courseId } }));
  let reviewId = '';
  await take('submit', 1, async () => {
    reviewId = await submitForReview(author, courseId, turn);
  });
  await stack.settled();
  const ofReview = { courseId, reviewId };
  await take('diff of all lessons', reads, () => reviewer.call(reviews.review, { params: ofReview }));
  await take('diff of a lesson', reads, (time) =>
    reviewer.call(reviews.reviewLesson, { params: { ...ofReview, lessonId: lessonOf(time).lessonId } }),
  );
  const copy = demoId('course', `bench adopted ${turn}`);
  await take('adopt', 1, () => adopt(other, courseId, copy));
  await take('release', 1, () => approveAll(reviewer, courseId, reviewId));
  await stack.settled();
  await take('differences from the original', reads, () =>
    other.call(adoption.upstream, { params: { courseId: copy } }),
  );
}

/** The newest version becomes a draft of another academy. */
async function adopt(author: Client, from: string, id: string): Promise<void> {
  const { version } = await author.call(sharing.sharedCourse, { params: { courseId: from } });
  const { id: jobId } = await author.call(adoption.adopt, { body: { id, organisationId: adopter, from, version } });
  const job = await until(() => author.call(jobs.job, { params: { jobId } }), hasEnded);
  if (job.state !== 'succeeded') throw new Error(`adoption: ${job.state} ${job.failure?.code ?? ''}`);
}

/** The first paragraph of a lesson, one revision on: the course was written once before the first turn. */
async function saveOne(author: Client, { courseId, lessons }: BigCourse, time: number, turn: number): Promise<void> {
  const { lessonId, blockIds } = lessons[time]!;
  const { outcomes } = await author.call(draftBlocks.saveBlocks, {
    params: { courseId, lessonId },
    body: {
      changes: [
        {
          ...{ op: 'write', blockId: blockIds[0]!, language: 'uk', base: turn, alt: null, sourceRevision: null },
          text: paragraph(`${turn}`),
        },
      ],
    },
  });
  if (outcomes[0]?.outcome !== 'saved') throw new Error(`not saved: ${JSON.stringify(outcomes).slice(0, 300)}`);
}

function cpuOf(stack: LocalStack): number {
  const { dynamodb, gateway, functions } = stack.cpu();
  return dynamodb + gateway + Object.values(functions).reduce((sum, one) => sum + one, 0);
}

function figuresOf(name: string, { ms, cpuSeconds }: Series, metered: Series) {
  const sorted = [...ms].sort((a, b) => a - b);
  return {
    name,
    times: ms.length,
    p50Ms: rounded(percentile(sorted, 0.5)),
    p95Ms: rounded(percentile(sorted, 0.95)),
    cpuMs: rounded((cpuSeconds / ms.length) * 1000),
    readUnits: rounded(metered.readUnits / metered.ms.length),
    writeUnits: rounded(metered.writeUnits / metered.ms.length),
  };
}

type Figures = Awaited<ReturnType<typeof measure>>;

function show(alone: Figures, full: Figures, copied: number): object {
  const rows = alone.map((small) => {
    const large = full.find(({ name }) => name === small.name)!;
    return {
      what: small.name,
      'p95 ms': small.p95Ms,
      'p95 full': large.p95Ms,
      'CPU ms': small.cpuMs,
      'CPU full': large.cpuMs,
      'read units': small.readUnits,
      'read full': large.readUnits,
      'write units': small.writeUnits,
      'write full': large.writeUnits,
    };
  });
  printTable(`A course of ${lessonsTotal} lessons; full: with ${copied} items of other courses beside it`, rows);
  notes(
    'One request after the other; CPU of the whole local cloud. “submit” lasts until reviewers can begin, “release” until',
    'learners have the new version, with every reaction; both are few, so their p95 is their slowest.',
  );
  return { items1000: alone, items100000: full, copied };
}
