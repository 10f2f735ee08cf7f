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
  /** versions learned before, and since when this one */
  earlier?: number[] | undefined;
  movedAt?: string | undefined;
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
interface Team {
  courseId: string;
  role: string;
  since: string;
}
interface Comment {
  courseId: string;
  lessonId: string;
  at: string;
  quote?: string | undefined;
  text: string;
}
interface Text {
  courseId: string;
  lessonId: string;
  blockId: string;
  language: string;
  at: string;
}
interface Upload {
  id: string;
  organisationId: string;
  kind: string;
  name: string;
  bytes: number;
  createdAt: string;
}
interface Note {
  courseId: string;
  lessonId: string;
  changedAt: string;
  passage: { quote: string } | null;
  moment: { lectureId: string; atSeconds: number } | null;
  text: string;
}
interface QuestionPart {
  questionId: string;
  organisationId: string;
  made: boolean;
  changedAt?: string | undefined;
  submittedAt?: string | undefined;
  decidedAt?: string | undefined;
  decision?: string | undefined;
}
interface ErrorReport {
  courseId: string;
  lessonId: string;
  at: string;
  kind: string;
  passage?: { quote: string } | undefined;
  text: string;
  answer?: string;
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
  /** bookmarks too; empty unless they ask for it themselves */
  notes: Note[];
  /** in which they write courses */
  teams: Team[];
  /** submitted, answered, or theirs to answer */
  reviews: unknown[];
  /** in reviews */
  comments: Comment[];
  /** where in a draft a text stands as they wrote it */
  texts: Text[];
  /** of errors in lessons */
  reports: ErrorReport[];
  /** of a bank, in which they had a part */
  questions: QuestionPart[];
  /** in which they had a part */
  quizzes: unknown[];
  /** in which they have something, and every attempt with what they sent */
  tests: unknown[];
  attempts: unknown[];
  /** to questions inside lectures */
  lectureAnswers: unknown[];
  uploads: Upload[];
  records: StoredFact[];
  jobs: unknown[];
}

type Table = string[][];

/** Tables by file name, each with its heading. */
export function tables(data: PersonData): Record<string, Table> {
  return {
    ...learning(data),
    ...writing(data),
    records: [
      ['at', 'type', 'actor', 'object', 'data'],
      ...data.records.map((one) => [one.at, one.type, one.actorId, one.objectId ?? '', JSON.stringify(one.data ?? {})]),
    ],
  };
}

const learning = (data: PersonData): Record<string, Table> => ({
  memberships: [
    ['organisation', 'roles', 'since', 'until'],
    ...data.memberships.map((one) => [one.organisationId, one.roles.join(' '), one.since, one.until ?? '']),
  ],
  enrolments: [
    ['course', 'version', 'enrolledAt', 'earlierVersions', 'movedAt'],
    ...data.enrolments.map((one) => [
      one.courseId,
      String(one.version),
      one.enrolledAt,
      (one.earlier ?? []).join(' '),
      one.movedAt ?? '',
    ]),
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
  notes: [
    ['changedAt', 'course', 'lesson', 'quote', 'lecture', 'atSeconds', 'text'],
    ...data.notes.map((one) => [
      one.changedAt,
      one.courseId,
      one.lessonId,
      one.passage?.quote ?? '',
      one.moment?.lectureId ?? '',
      String(one.moment?.atSeconds ?? ''),
      one.text,
    ]),
  ],
});

const writing = (data: PersonData): Record<string, Table> => ({
  teams: [['course', 'role', 'since'], ...data.teams.map(({ courseId, role, since }) => [courseId, role, since])],
  comments: [
    ['at', 'course', 'lesson', 'quote', 'text'],
    ...data.comments.map(({ at, courseId, lessonId, quote = '', text }) => [at, courseId, lessonId, quote, text]),
  ],
  texts: [
    ['at', 'course', 'lesson', 'block', 'language'],
    ...data.texts.map(({ at, courseId, lessonId, blockId, language }) => [at, courseId, lessonId, blockId, language]),
  ],
  reports: [
    ['at', 'course', 'lesson', 'kind', 'quote', 'text', 'answer'],
    ...data.reports.map((one) => [
      ...[one.at, one.courseId, one.lessonId, one.kind, one.passage?.quote ?? '', one.text, one.answer ?? ''],
    ]),
  ],
  questions: [
    ['question', 'organisation', 'made', 'changedAt', 'submittedAt', 'decidedAt', 'decision'],
    ...data.questions.map((one) => [
      ...[one.questionId, one.organisationId, one.made ? 'yes' : ''],
      ...[one.changedAt ?? '', one.submittedAt ?? '', one.decidedAt ?? '', one.decision ?? ''],
    ]),
  ],
  uploads: [
    ['createdAt', 'organisation', 'kind', 'name', 'bytes', 'id'],
    ...data.uploads.map((one) => [one.createdAt, one.organisationId, one.kind, one.name, String(one.bytes), one.id]),
  ],
});
