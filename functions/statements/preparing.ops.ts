/** What will be printed: gathered once, when a statement is issued, and never looked up again. */
import { randomBytes } from 'node:crypto';
import { collationKey } from '#contracts/collation.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { Printed } from '#contracts/statements.ts';
import { coursePoints } from '../assessments/course-points.reads.ts';
import { memberIn } from '../cohorts/cohorts.reads.ts';
import { enrolmentOf, lessonsOf, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { branchOf, logoOf, organisation, personNow } from '../identity/identity.reads.ts';
import { putContent } from '../platform/blobs.ts';
import { standing } from '../progress/arrivals.reads.ts';
import { numberAndCode, randomBytesNeeded } from './number.ts';
import { settings } from './settings.store.ts';
import { dayOf, hoursBy, inLanguages, unset, type StoredStatement } from './statement.ts';

export interface Order {
  id: string;
  /** academy or region that issues */
  organisationId: string;
  courseId: string;
  personId: string;
  /** one of theirs, in which the person learns or has learned */
  cohortId?: string | undefined;
  languages: readonly Language[];
  /** by whom; undefined: by itself */
  issuer: Printed['issuer'];
  now: number;
}
type Branch = Awaited<ReturnType<typeof organisation>>;

/** The settings of an academy or region, with what counts where it has said nothing. */
export async function settingsOf(branch: Branch) {
  return { ...unset(branch.languages), ...(await settings(branch.id)), organisationId: branch.id };
}

/** The statement as it would be issued; `notFound` for who does not learn there, `courseNotCompleted` for who has not done so. */
export async function prepared(order: Order): Promise<StoredStatement> {
  const [branch, person, completion] = await Promise.all([
    organisation(order.organisationId),
    personNow(order.personId),
    completionOf(order),
  ]);
  if (!person || person.erasedAt !== undefined || person.mergedInto !== undefined) throw new AppError('notFound');
  const { manifest, summary } = completion;
  const minutes = lessonsOf(manifest).reduce((sum, lesson) => sum + lesson.minutes, 0);
  const rules = await settingsOf(branch);
  const day = (moment: string | number) => dayOf(moment, branch.timeZone);
  const completedOn = day(summary.completedAt);
  const issuedOn = day(order.now);
  const languages = [...order.languages];
  const { number, code } = numberAndCode(issuedOn.slice(0, 4), randomBytes(randomBytesNeeded));
  const printed: Printed = {
    ...{ number, languages, minutes, completedOn, issuedOn, issuer: order.issuer },
    person: { givenName: person.givenName, familyName: person.familyName },
    academy: inLanguages(branch.name, languages, branch.languages),
    title: inLanguages(manifest.title, languages, manifest.languages),
    version: manifest.version,
    hours: hoursBy(rules.hours, minutes, completedOn),
    startedOn: day(summary.startedAt),
    points: rules.showPoints ? await pointsOf(order, manifest) : null,
  };
  const { id, organisationId, personId, courseId } = order;
  return {
    ...{ id, organisationId, personId, courseId, printed, code },
    issuedAt: new Date(order.now).toISOString(),
    timeZone: branch.timeZone,
    nameKey: collationKey(`${person.familyName} ${person.givenName}`, 'uk'),
    ...(await keptLogo(branch)),
    revision: 1,
  };
}

/** The version that was completed, by somebody who learns in this academy or region, or in its cohort. */
async function completionOf({ personId, courseId, organisationId, cohortId }: Order) {
  const enrolment = await enrolmentOf(personId, courseId);
  if (!enrolment) throw new AppError('notFound');
  const learnsHere =
    cohortId === undefined
      ? branchOf((await organisation(enrolment.organisationId)).path) === organisationId
      : (await memberIn(cohortId, personId)) !== undefined;
  if (!learnsHere) throw new AppError('notFound');
  const { summary } = await standing(enrolment);
  if (!summary?.completedAt) throw new AppError('courseNotCompleted');
  const manifest = await manifestOfVersion(courseId, summary.version);
  return { manifest, summary: { ...summary, completedAt: summary.completedAt } };
}

const pointsOf = ({ personId, courseId, now }: Order, manifest: Manifest) =>
  coursePoints(personId, courseId, {
    lessons: lessonsOf(manifest).map(({ id, quizzes = [] }) => ({ lessonId: id, tests: quizzes })),
    now,
  });

/** The logo as it is today stays with the statement. */
async function keptLogo({ id, logo }: Branch): Promise<{ logo?: string }> {
  const found = logo ? await logoOf(id) : undefined;
  return found ? { logo: await putContent(found.png, 'image/png') } : {};
}
