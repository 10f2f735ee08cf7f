/** What other rooms may ask authoring: all that it keeps about a person. */
import { inParallel } from '../platform/parallel.ts';
import { blockPages } from './blocks.store.ts';
import { commentsBy } from './comments.store.ts';
import { shareOf, textsBy, type TextReference } from './person-data.ts';
import { allReportsBy } from './reports.store.ts';
import { reviewPages } from './reviews.store.ts';
import { coursesOf } from './team.store.ts';
import { tracedCourses } from './traces.store.ts';

const atOnce = 4;
/** more than anybody writes */
const textsMax = 50_000;

/**
 * Teams, reviews and comments as they are kept. Texts belong to their courses: of each that stands in a draft as the
 * person wrote it, where it is.
 */
export async function dataOf(personId: string) {
  const [teams, traced, comments, reported] = await Promise.all([
    coursesOf(personId),
    tracedCourses(personId),
    commentsBy(personId),
    allReportsBy(personId),
  ]);
  const known = [...teams.map(({ courseId }) => courseId), ...traced, ...comments.map(({ courseId }) => courseId)];
  const texts: TextReference[] = [];
  const reviews = await inParallel([...new Set(known)].sort(), atOnce, async (courseId) => {
    for await (const blocks of blockPages(courseId)) {
      if (texts.length >= textsMax) break;
      texts.push(...textsBy(personId, blocks));
    }
    const found = [];
    for await (const page of reviewPages(courseId))
      found.push(...page.flatMap((each) => shareOf(personId, each) ?? []));
    return found;
  });
  return {
    teams: teams.map(({ courseId, role, since }) => ({ courseId, role, since })),
    reviews: reviews.flat(),
    comments: comments.map(({ by: _, ...comment }) => comment),
    texts: texts.slice(0, textsMax),
    reports: reported.map(({ by: _, answer, ...report }) => ({
      ...report,
      ...(answer ? { answer: answer.text } : {}),
    })),
  };
}
