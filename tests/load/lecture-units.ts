/** Capacity units of watching: of a minute of somebody's, and of the line drawn of how 3,000 people watch. */
import { insight } from '#contracts/insight.ts';
import { Client } from '../../infra/local/client.ts';
import { demoCourseId, demoId } from '../../infra/local/demo.ts';
import { startDynamoDb, type DynamoDb } from '../../infra/local/dynamodb.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { startMeter, type Meter } from './capacity.ts';
import { atEnd } from './closings.ts';
import { demoLessons, run, signInLearners, type Place } from './fresh-stack.ts';
import { filmsFor, links } from './lecture-watching.ts';
import { all, put, renamed } from './many-courses.ts';
import { notes, printTable, rounded } from './report.ts';
import { watchFilm } from './watched-film.ts';

const minutes = 2;
const crowd = 3_000;
const academy = demoId('organisation', 'naddniprianska');

/** On the demo's data, with the meter between functions and database. */
export async function watchingUnits(place: Place) {
  const database = await startDynamoDb({ port: place.port + 3, dataDir: place.dataDir });
  atEnd(() => database.close());
  const meter = await startMeter(database.url);
  process.env.KURS_DYNAMODB_ENDPOINT = meter.url;
  const { stack, stop } = await run(place).finally(() => delete process.env.KURS_DYNAMODB_ENDPOINT);
  const minute = await ofMinute(stack, meter);
  const line = await ofLine(stack, meter, database);
  await stop();
  printTable('Capacity units', [
    { what: 'a minute watched', read: minute.read, write: minute.write, calls: minute.calls, ms: '–' },
    { what: `the line of ${crowd} learners, drawn anew`, ...line.drawn },
    { what: 'the same within ten minutes', ...line.kept },
  ]);
  notes(`A minute watched: in Chromium, reports and renewals of the pass, over ${minutes} minutes.`);
  return { minute, line };
}

async function ofMinute(stack: LocalStack, meter: Meter) {
  // the last of them has not watched yet
  const learners = await signInLearners(stack, 6);
  const films = await filmsFor(stack, learners.slice(-2), 0);
  await stack.settled();
  let [from, to] = [meter.units(), meter.units()];
  await watchFilm(films.lecture, links.good, minutes * 60, {
    begins: () => (from = meter.units()),
    ends: () => (to = meter.units()),
  });
  const each = (key: 'read' | 'write' | 'calls') => rounded((to[key] - from[key]) / minutes);
  return { read: each('read'), write: each('write'), calls: each('calls') };
}

/** Many learners more, copies of one; then an instructor looks. */
async function ofLine(stack: LocalStack, meter: Meter, database: DynamoDb) {
  const instructor = await new Client(stack.origin).signIn('instructor@kurs.example', demoPassword);
  const lectureId = (await demoLessons(instructor)).withLecture.lectures.uk!;
  await copyLearners(database, lectureId);
  const look = async () => {
    const [before, begun] = [meter.units(), performance.now()];
    const params = { courseId: demoCourseId, lectureId };
    const { heat } = await instructor.call(insight.lectureInsight, { params, query: { organisationId: academy } });
    const [after, ms] = [meter.units(), Math.round(performance.now() - begun)];
    if ((heat?.people ?? 0) < crowd) throw new Error(`the line is of ${heat?.people ?? 0} people`);
    return {
      read: rounded(after.read - before.read),
      write: after.write - before.write,
      calls: after.calls - before.calls,
      ms,
    };
  };
  return { drawn: await look(), kept: await look() };
}

/** As enrolled and watching as one of the academy's learners is. */
async function copyLearners(database: DynamoDb, lectureId: string): Promise<void> {
  const { TableNames } = await database.call<{ TableNames: string[] }>('DynamoDB_20120810.ListTables', {});
  const table = TableNames[0]!;
  const listed = await all(database, table, { gsi1pk: `$courses#selfenrolled_${demoCourseId}#${academy}` }, 'gsi1');
  for (const { personId } of listed as { personId: { S: string } }[]) {
    const progress = await all(database, table, { pk: `$progress#${personId.S}` });
    const watched = progress.filter(({ sk }) => (sk as { S: string }).S.startsWith(`w#${lectureId}`));
    if (watched.length === 0) continue;
    const enrolled = await all(database, table, { pk: `$courses#learner_${personId.S}` });
    const copies = Array.from({ length: crowd }, (_, index) =>
      renamed([...enrolled, ...watched], personId.S, demoId('person', `bench watcher ${index}`)),
    );
    return put(database, table, copies.flat());
  }
  throw new Error('nobody there has watched the lecture');
}
