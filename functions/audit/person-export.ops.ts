/** All data about one person as a zip: JSON as it is stored, and tables for reading. */
import { strToU8, zipSync } from 'fflate';
import type { Job } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import { dataOf as assessmentsData } from '../assessments/assessments.reads.ts';
import { dataOf as authoringData } from '../authoring/authoring.reads.ts';
import { dataOf as coursesData } from '../courses/courses.reads.ts';
import { dataOf as identityData } from '../identity/history.reads.ts';
import { isManagedBy, organisationsById, peopleById } from '../identity/identity.reads.ts';
import { dataOf as mediaData } from '../media/media.reads.ts';
import { putExport } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { csvFile } from '../platform/csv.ts';
import type { RecordEvent } from '../platform/events.ts';
import { job, jobFailed, jobSucceeded } from '../platform/jobs.ts';
import { factsOf } from '../platform/record.ts';
import { ownNotes, dataOf as progressData } from '../progress/progress.reads.ts';
import { dataOf as questionsData } from '../questions/questions.reads.ts';
import { dataOf as quizzesData } from '../quizzes/quizzes.reads.ts';
import * as store from './audit.store.ts';
import { tables, type PersonData } from './person-data.ts';
import { always, personAndMerged } from './placing.ops.ts';
import { visiblePerson, type Asker } from './reach.ops.ts';
import { startExport } from './records-export.ops.ts';

/** more than anybody leaves behind in a life of learning */
const factsMax = 100_000;

export const startOwnExport = (ctx: Context, jobId: string): Promise<Job> => start(ctx, ctx.person.id, jobId);

/** For who may change the person, whatever they hold and wherever: what is exported is theirs from everywhere. */
export async function startPersonExport(ctx: Context, personId: string, jobId: string): Promise<Job> {
  return start(ctx, personId, jobId, await requireManaged(ctx.person, personId));
}

function start(ctx: Context, personId: string, jobId: string, organisationId?: string): Promise<Job> {
  const task = { personId };
  const made = { id: jobId, kind: 'personExport', ownerId: ctx.person.id, task, total: 0 } as const;
  const place = organisationId ? ({ organisationId, fileAction: 'managePeople' } as const) : {};
  const about = { subjectId: personId, actorId: ctx.person.id };
  return startExport(ctx, { ...made, ...place }, { kind: 'fact', type: 'audit.personExported', ...about });
}

/** The organisation by which the asker manages the person; `notFound` and `notAllowed` otherwise. */
async function requireManaged(asker: Asker, personId: string): Promise<string> {
  const { person } = await visiblePerson(asker, personId);
  if (!(await isManagedBy(asker.memberships, person))) throw new AppError('notAllowed');
  const held = person.memberships.map(({ organisationId }) => organisationId);
  const places = await organisationsById(held.length ? held : [person.homeId ?? '']);
  const paths = [...places.values()].map(({ path }) => path);
  const by = asker.memberships.find((one) => paths.some((path) => mayIn([one], 'managePeople', path)));
  return by!.organisationId;
}

/** The reaction: writes the file. Safe to run again. */
export async function writePersonExport(event: RecordEvent): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'waiting') return;
  const personId = stored.task['personId'] ?? '';
  try {
    // a role taken away since counts
    const owner = (await peopleById([stored.ownerId])).get(stored.ownerId);
    if (!owner || owner.disabled) throw new AppError('notAllowed');
    if (stored.fileAction) await requireManaged(owner, personId);
    const data = await gathered(personId, stored.ownerId === personId);
    const file = { key: `${stored.id}.zip`, name: 'kurs-person.zip' };
    await putExport(file.key, zipped(data, event.now), 'application/zip');
    await jobSucceeded(stored.id, { records: String(data.records.length) }, event.now, file);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}

/** What every room keeps about the person, and about those merged into them; their notes only where they ask themselves. */
async function gathered(personId: string, isOwn: boolean): Promise<PersonData> {
  const known = await personAndMerged(personId);
  if (!known) throw new AppError('notFound');
  const all = await Promise.all(known.ids.map(gatheredOne));
  return {
    cards: all.flatMap(({ identity }) => identity.card ?? []),
    memberships: all.flatMap(({ identity }) => identity.memberships),
    // where an administrator sat is theirs, and for auditors
    changes: all.flatMap(({ identity }) => identity.changes.map(({ address: _, ...change }) => change)),
    sessions: all.flatMap(({ identity }) => identity.sessions),
    enrolments: all.flatMap(({ courses }) => courses.enrolments),
    courses: all.flatMap(({ progress }) => progress.courses),
    lessons: all.flatMap(({ progress }) => progress.lessons),
    lectures: all.flatMap(({ progress }) => progress.lectures),
    notes: isOwn ? (await Promise.all(known.ids.map(ownNotes))).flat() : [],
    teams: all.flatMap(({ authoring }) => authoring.teams),
    reviews: all.flatMap(({ authoring }) => authoring.reviews),
    comments: all.flatMap(({ authoring }) => authoring.comments),
    texts: all.flatMap(({ authoring }) => authoring.texts),
    reports: all.flatMap(({ authoring }) => authoring.reports),
    questions: all.flatMap(({ questions }) => questions.questions),
    quizzes: all.flatMap(({ quizzes }) => quizzes.quizzes),
    tests: all.flatMap(({ assessments }) => assessments.tests),
    // those of a duplicate stand under both names
    attempts: [
      ...new Map(all.flatMap(({ assessments }) => assessments.attempts).map((each) => [each.id, each])).values(),
    ],
    lectureAnswers: all.flatMap(({ assessments }) => assessments.lectures),
    uploads: all.flatMap(({ media }) => media.uploads),
    records: all.flatMap(({ records }) => records),
    jobs: all.flatMap(({ jobs }) => jobs),
  };
}

async function gatheredOne(id: string) {
  const [identity, courses, authoring, media, questions, quizzes, assessments, progress, records, jobs] =
    await Promise.all([
      identityData(id),
      coursesData(id),
      authoringData(id),
      mediaData(id),
      questionsData(id),
      quizzesData(id),
      assessmentsData(id),
      progressData(id),
      factsOf(id, always, factsMax),
      store.jobsOf(id),
    ]);
  return { identity, courses, authoring, media, questions, quizzes, assessments, progress, records, jobs };
}

function zipped(data: PersonData, now: number): Uint8Array {
  const json = Object.entries(data).map(([name, value]) => [`${name}.json`, JSON.stringify(value, null, 2)]);
  const csv = Object.entries(tables(data)).map(([name, rows]) => [`${name}.csv`, csvFile(rows)]);
  return zipSync(Object.fromEntries([...json, ...csv].map(([name, text]) => [name, strToU8(text!)])), { mtime: now });
}
