/** All data about one person, and tables of those parts that people read. */

interface Person {
  id: string;
  givenName: string;
  familyName: string;
  login: string;
  locale: string;
  timeZone: string;
  createdAt: string;
}
interface Membership {
  organisationId: string;
  roles: string[];
  since: string;
  until: string | null;
}
interface Enrolment {
  courseId: string;
  version: number;
  enrolledAt: string;
}
interface CourseProgress {
  courseId: string;
  version: number;
  startedAt: string;
  lastAt: string;
  completedAt?: string | undefined;
  completedLessons: string[];
}
interface StoredFact {
  at: string;
  type: string;
  actorId: string;
  objectId?: string | undefined;
  data?: unknown;
}
export interface PersonData {
  /** the person first, then those merged into them */
  cards: Person[];
  memberships: Membership[];
  changes: unknown[];
  sessions: { startedAt: string; seenAt: string }[];
  enrolments: Enrolment[];
  courses: CourseProgress[];
  lessons: unknown[];
  lectures: unknown[];
  records: StoredFact[];
  jobs: unknown[];
}

type Table = string[][];

/** Tables by file name, each with its heading. */
export function tables(data: PersonData): Record<'memberships' | 'enrolments' | 'courses' | 'records', Table> {
  return {
    memberships: [
      ['organisation', 'roles', 'since', 'until'],
      ...data.memberships.map((one) => [one.organisationId, one.roles.join(' '), one.since, one.until ?? '']),
    ],
    enrolments: [
      ['course', 'version', 'enrolledAt'],
      ...data.enrolments.map((one) => [one.courseId, String(one.version), one.enrolledAt]),
    ],
    courses: [
      ['course', 'version', 'startedAt', 'lastAt', 'completedAt', 'lessonsCompleted'],
      ...data.courses.map((one) => [
        one.courseId,
        String(one.version),
        one.startedAt,
        one.lastAt,
        one.completedAt ?? '',
        String(one.completedLessons.length),
      ]),
    ],
    records: [
      ['at', 'type', 'actor', 'object', 'data'],
      ...data.records.map((one) => [one.at, one.type, one.actorId, one.objectId ?? '', JSON.stringify(one.data ?? {})]),
    ],
  };
}
