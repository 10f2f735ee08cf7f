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
    case 'message':
      return `/inbox/messages/${about.messageId}`;
  }
}
