/** Whom a record concerns, and what they are told. Each looks at its subject again: deliveries come late, twice and in any order. */
import { decodeTime } from 'ulid';
import { isMarkedForLearner, peopleWhoEnded, runsById } from '../assessments/told.reads.ts';
import { dayAt, addDays } from '#contracts/local-time.ts';
import { answeredReporter, writersOf } from '../authoring/told.reads.ts';
import { cohort, dueCalendar, instructorsOf, membersPage } from '../cohorts/cohorts.reads.ts';
import { cardsById, isRecalled, learnersEverywhere } from '../courses/told.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import { audiencePage } from './audience.ops.ts';
import { cohortNews } from './cohort-news.ops.ts';
import { message } from './messages.store.ts';
import type { NoticeAbout, Told } from './notice.ts';
import type { NoticeKind } from '#contracts/notice-kinds.ts';

type From = Record<string, unknown> | undefined;
type Find = (event: RecordEvent, from: From) => Promise<Told>;

const nobody: Told = { tellings: [] };
const all = (people: readonly string[], kind: NoticeKind, about: NoticeAbout): Told => ({
  tellings: people.map((personId) => ({ personId, kind, about })),
});
const textIn = ({ data }: RecordEvent, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value : '';
};

/** Record type → whom it concerns. */
export const recipients: Record<string, Find> = {
  async 'assessments.released'({ subjectId: runId }) {
    const run = (await runsById([runId])).get(runId);
    // taken back since
    if (run?.releasedAt === undefined) return nobody;
    return all(await peopleWhoEnded(runId), 'resultsReleased', { runId });
  },

  async 'assessments.marked'(event) {
    const { subjectId: personId, objectId: runId, now } = event;
    const attemptId = textIn(event, 'attemptId');
    if (!attemptId || !(await isMarkedForLearner(personId, attemptId, now))) return nobody;
    return all([personId], 'resultMarked', { runId, attemptId });
  },

  async 'assessments.appealDecided'(event) {
    return all([event.subjectId], 'appealDecided', {
      runId: event.objectId,
      attemptId: textIn(event, 'attemptId') || undefined,
    });
  },

  /** who is in the middle of an older version: the others have it already, or are done */
  async 'courses.released'({ subjectId: courseId, data }, from) {
    const version = Number(data['version']);
    const card = (await cardsById([courseId])).get(courseId);
    if (!card || card.version !== version || card.retired || card.recalled) return nobody;
    return learners(courseId, from, 'versionReleased', (one) => one.version < version);
  },

  async 'courses.recalled'({ subjectId: courseId, data }, from) {
    const version = Number(data['version']);
    if (!(await isRecalled(courseId, version))) return nobody;
    return learners(courseId, from, 'courseRecalled', (one) => one.version === version, true);
  },

  async 'courses.retired'({ subjectId: courseId }, from) {
    const card = (await cardsById([courseId])).get(courseId);
    return card?.retired ? learners(courseId, from, 'courseRetired', () => true) : nobody;
  },

  async 'authoring.reportAnswered'(event) {
    const courseId = event.subjectId;
    const reporter = await answeredReporter(courseId, textIn(event, 'reportId'));
    return reporter === undefined ? nobody : all([reporter], 'reportAnswered', { courseId });
  },

  async 'authoring.returned'({ subjectId: courseId, objectId: reviewId }) {
    return all(await writersOf(courseId), 'reviewReturned', { courseId, reviewId });
  },
  async 'authoring.approved'({ subjectId: courseId, objectId: reviewId }) {
    return all(await writersOf(courseId), 'reviewApproved', { courseId, reviewId });
  },

  async 'identity.rolesChanged'({ subjectId, objectId: organisationId }) {
    return all([subjectId], 'rolesChanged', { organisationId });
  },

  async 'cohorts.dayPostponed'(event, from) {
    return (await isPostponed(event)) ? cohortsDay(event, from, 'dayPostponed') : nobody;
  },
  async 'cohorts.dayRestored'(event, from) {
    return (await isPostponed(event)) ? nobody : cohortsDay(event, from, 'dayRestored');
  },

  ...cohortNews,

  async 'notifications.messageSent'({ id, subjectId: messageId }, from) {
    const written = await message(messageId);
    if (!written) return nobody;
    const { people, next } = await audiencePage(written, from, momentOf(id));
    const { urgent } = written;
    return { tellings: people.map((personId) => ({ personId, kind: 'message', about: { messageId }, urgent })), next };
  },
};

const momentOf = (recordId: string): string => new Date(decodeTime(recordId)).toISOString();

async function isPostponed(event: RecordEvent): Promise<boolean> {
  const known = await dueCalendar(event.subjectId);
  return known?.postponed.some(({ day }) => day === textIn(event, 'day')) ?? false;
}

/** who learns there, page by page, and who teaches; at night too where it is about today or tomorrow */
async function cohortsDay(event: RecordEvent, from: From, kind: NoticeKind): Promise<Told> {
  const { id: recordId, subjectId: cohortId } = event;
  const day = textIn(event, 'day');
  const of = await cohort(cohortId);
  if (!of) return nobody;
  const urgent = day <= addDays(dayAt(decodeTime(recordId), of.timeZone), 1);
  const [{ items, lastKey }, teachers] = await Promise.all([
    membersPage(cohortId, from, membersAtOnce),
    from ? [] : instructorsOf(cohortId),
  ]);
  const learnersTold = items.map(({ personId }) => ({ personId, kind, about: { cohortId, day }, urgent }));
  const teachersTold = teachers.map((personId) => ({
    personId,
    kind,
    about: { cohortId, day, teaches: true },
    urgent,
  }));
  return { tellings: [...teachersTold, ...learnersTold], next: lastKey };
}
const membersAtOnce = 100;

type Learner = Awaited<ReturnType<typeof learnersEverywhere>>['items'][number];

/** One page of a course’s learners who have begun and, unless said, have not completed it. */
async function learners(
  courseId: string,
  from: From,
  kind: NoticeKind,
  concerns: (one: Learner) => boolean,
  alsoDone = false,
): Promise<Told> {
  const { items, lastKey } = await learnersEverywhere(courseId, from);
  const told = items.filter(
    (one) => one.begunAt !== undefined && (alsoDone || one.completed === undefined) && concerns(one),
  );
  return {
    ...all(
      told.map(({ personId }) => personId),
      kind,
      { courseId },
    ),
    next: lastKey,
  };
}
