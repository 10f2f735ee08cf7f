/** What opening, reading and watching change: the lesson, the course summary, and the facts to record. Pure. */
import { courseCompleted, lectureWatched, lessonCompleted } from './completion.ts';

export interface LessonPlace {
  personId: string;
  courseId: string;
  version: number;
  lessonId: string;
  hasLecture: boolean;
  /** all lessons of the version, in order */
  lessonIds: readonly string[];
}

export interface LessonItem {
  personId: string;
  lessonId: string;
  courseId: string;
  version: number;
  read: boolean;
  /** the version whose text was read last; none: the one in which it was opened */
  readIn?: number | undefined;
  watchedShare: number;
  /** tests that were still to be passed when the lesson was last looked at; none: nothing */
  testsLeft?: number | undefined;
  /** the same of required questions inside the lecture */
  questionsLeft?: number | undefined;
  openedAt: string;
  completedAt?: string | undefined;
}

export interface SummaryItem {
  personId: string;
  courseId: string;
  version: number;
  startedAt: string;
  lastAt: string;
  lastLessonId: string;
  completedLessons: string[];
  completedAt?: string | undefined;
  revision: number;
}

export interface Change {
  /** the learner says the text is read */
  read?: true;
  /** the version whose text that was; the one that is learned unless said */
  readIn?: number;
  /** share of the lecture watched so far */
  watchedShare?: number;
  /** tests still to be passed, as it stands now */
  testsLeft?: number;
  /** required questions still to be answered, as it stands now */
  questionsLeft?: number;
}

export interface Changed {
  lesson: LessonItem;
  summary: SummaryItem;
  facts: ('progress.lessonCompleted' | 'progress.lectureWatched' | 'progress.courseCompleted')[];
}

/** Applies a change at a moment (RFC 3339). What is completed stays completed, with its first time. */
export function changeLesson(
  place: LessonPlace,
  before: { lesson: LessonItem | undefined; summary: SummaryItem | undefined },
  change: Change,
  at: string,
): Changed {
  const { personId, courseId, version, lessonId } = place;
  const opened: LessonItem = before.lesson ?? {
    personId,
    lessonId,
    courseId,
    version,
    read: false,
    watchedShare: 0,
    openedAt: at,
  };
  const read = opened.read || change.read === true;
  const watchedShare = Math.max(opened.watchedShare, change.watchedShare ?? 0);
  const testsLeft = change.testsLeft ?? opened.testsLeft ?? 0;
  const questionsLeft = change.questionsLeft ?? opened.questionsLeft ?? 0;
  const done = lessonCompleted({ hasLecture: place.hasLecture, read, watchedShare, testsLeft, questionsLeft });
  const completedAt = opened.completedAt ?? (done ? at : undefined);
  const { testsLeft: _, questionsLeft: __, ...item } = opened;
  const lesson: LessonItem = {
    ...item,
    ...(change.read ? { readIn: Math.max(opened.readIn ?? 0, change.readIn ?? version) } : {}),
    read,
    watchedShare,
    // done stays done, whatever comes of a test later
    ...(completedAt || !testsLeft ? {} : { testsLeft }),
    ...(completedAt || !questionsLeft ? {} : { questionsLeft }),
    ...(completedAt ? { completedAt } : {}),
  };
  const summary = summaryAfter(place, before.summary, done, at);
  const facts: Changed['facts'] = [];
  if (lectureWatched(watchedShare) && !lectureWatched(opened.watchedShare)) facts.push('progress.lectureWatched');
  if (completedAt && !opened.completedAt) facts.push('progress.lessonCompleted');
  if (summary.completedAt && !before.summary?.completedAt) facts.push('progress.courseCompleted');
  return { lesson, summary, facts };
}

function summaryAfter(place: LessonPlace, before: SummaryItem | undefined, done: boolean, at: string): SummaryItem {
  const { personId, courseId, version, lessonId } = place;
  const completed = new Set([...(before?.completedLessons ?? []), ...(done ? [lessonId] : [])]);
  const completedAt = before?.completedAt ?? (courseCompleted(place.lessonIds, completed) ? at : undefined);
  return {
    personId,
    courseId,
    version,
    startedAt: before?.startedAt ?? at,
    lastAt: at,
    lastLessonId: lessonId,
    completedLessons: [...completed],
    ...(completedAt ? { completedAt } : {}),
    revision: (before?.revision ?? 0) + 1,
  };
}
