/** Rules of a recall: which version, whose learners it warns. Pure. */
import type { Recall } from '#contracts/recall.ts';
import type { Localised } from '#contracts/common.ts';

/** Versions of the original in which a part of a copy stands as it was taken over. */
export interface Span {
  from: number;
  to: number;
}

/** Where a released course was made of another academy’s. */
export interface OriginLink {
  courseId: string;
  organisationId: string;
  title: Localised;
  /** the newest version something was taken from */
  version: number;
  /** each once; of what was written here nothing is said */
  spans: Span[];
}

export interface Recalled {
  at: string;
  reason: string;
}
/** What is recalled of a course, by version. */
export type Recalls = Readonly<Record<string, Recalled>>;

interface Learned {
  id: string;
  version: number;
  origin?: Pick<OriginLink, 'courseId' | 'spans'> | undefined;
}

/**
 * The recall of which a learner of this version is told: that of the version itself, else of the original, where some part
 * stands in recalled versions of it alone. A part that a version not recalled has in the same words is not in doubt.
 */
export function recallOf({ id, version, origin }: Learned, recalls: ReadonlyMap<string, Recalls>): Recall | null {
  const own = recalls.get(id)?.[version];
  if (own) return { version, at: own.at, reason: own.reason, ofOrigin: false };
  const theirs = origin && recalls.get(origin.courseId);
  if (!theirs) return null;
  const doubtful = origin.spans.filter((span) => versionsIn(span).every((each) => theirs[each]));
  const [first] = doubtful.sort((a, b) => b.from - a.from);
  const found = first && theirs[first.from];
  return found ? { version: first.from, at: found.at, reason: found.reason, ofOrigin: true } : null;
}

const versionsIn = ({ from, to }: Span): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Each span once, by where it begins. */
export function distinctSpans(spans: readonly Span[]): Span[] {
  const byKey = new Map(spans.map((span) => [`${span.from} ${span.to}`, span]));
  return [...byKey.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Courses whose recalls must be known to say something of these. */
export const concerned = (courses: readonly Learned[]): string[] => [
  ...new Set(courses.flatMap(({ id, origin }) => [id, ...(origin ? [origin.courseId] : [])])),
];
