/** A notice: what is kept of it, and which of our pages it leads to. Ids only; words are found when it is read. Pure. */
import { noticeDays, type NoticeKind } from '#contracts/notice-kinds.ts';

/** What a notice names, by kind of thing. */
export interface NoticeAbout {
  runId?: string | undefined;
  attemptId?: string | undefined;
  courseId?: string | undefined;
  reviewId?: string | undefined;
  organisationId?: string | undefined;
  messageId?: string | undefined;
  cohortId?: string | undefined;
  threadId?: string | undefined;
  announcementId?: string | undefined;
  assignmentId?: string | undefined;
  /** YYYY-MM-DD, of a timetable */
  day?: string | undefined;
  /** whoever is told teaches the cohort */
  teaches?: boolean | undefined;
}

export interface Notice {
  personId: string;
  id: string;
  kind: NoticeKind;
  about: NoticeAbout;
  /** moment of what happened */
  at: string;
  /** seconds since 1970, when it goes */
  expiresAt: number;
}

/** What somebody is told: who, of which kind, about what. */
export interface Telling {
  personId: string;
  kind: NoticeKind;
  about: NoticeAbout;
  /** is mailed in quiet hours too */
  urgent?: boolean;
}

/** One page of those who are told, and where the next begins. */
export interface Told {
  tellings: Telling[];
  next?: Record<string, unknown> | undefined;
}

/** seconds since 1970 at which a notice of that moment goes */
export const expiryOf = (at: number): number => Math.floor(at / 1000) + noticeDays * 24 * 3600;

/** The path of the page where one sees more. */
export function linkOf({ kind, about }: Pick<Notice, 'kind' | 'about'>): string {
  switch (kind) {
    case 'resultsReleased':
      return `/tests/${about.runId}`;
    case 'resultMarked':
    case 'appealDecided':
      return about.attemptId ? `/attempts/${about.attemptId}/review` : `/tests/${about.runId}`;
    case 'versionReleased':
    case 'courseRecalled':
    case 'courseRetired':
      return `/courses/${about.courseId}`;
    case 'reportAnswered':
      return '/reports';
    case 'reviewReturned':
    case 'reviewApproved':
      return `/authoring/${about.courseId}`;
    case 'rolesChanged':
      return '/profile';
    case 'dayPostponed':
    case 'dayRestored':
      return `${about.teaches ? '/cohorts' : '/my-cohorts'}/${about.cohortId}/timetable`;
    case 'answerPosted':
    case 'answerAccepted':
    case 'mentioned':
      return `/cohorts/${about.cohortId}/discussion/${about.threadId}`;
    case 'announced':
      return `/cohorts/${about.cohortId}/discussion?tab=announcements`;
    case 'workReleased':
    case 'workReturned':
    case 'dueNear':
      return `/my-cohorts/${about.cohortId}/assignments/${about.assignmentId}`;
    case 'message':
      return `/inbox/messages/${about.messageId}`;
  }
}
