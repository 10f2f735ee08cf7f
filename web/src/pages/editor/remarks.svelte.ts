/** What others say about a lesson: reviewers’ comments, and what it still lacks before it can be reviewed. */
import { reviewComments, type Comment } from '#contracts/review-comments.ts';
import { reviews, type Problem } from '#contracts/reviews.ts';
import { call } from '../../lib/client.ts';
import { refresh, useQuery } from '../../lib/query.svelte.ts';

/** Made by the page that shows them. */
export function useRemarks(courseId: string, lessonId: string) {
  const params = { courseId };
  const comments = useQuery(
    reviewComments.comments,
    () => ({ params }),
    () => ({ refetchInterval: 60_000 }),
  );
  const readiness = useQuery(
    reviews.readiness,
    () => ({ params }),
    () => ({ refetchInterval: 30_000 }),
  );
  const own = $derived((comments.data?.items ?? []).filter((comment) => comment.lessonId === lessonId));
  const problems = $derived((readiness.data?.problems ?? []).filter((problem) => problem.lessonId === lessonId));
  return {
    get comments(): Comment[] {
      return own;
    },
    get problems(): Problem[] {
      return problems;
    },
    get loaded(): boolean {
      return readiness.data !== undefined;
    },
    /** what waits for the author */
    get count(): number {
      return (
        own.filter((comment) => comment.resolvedAt === null).length + problems.filter(({ blocks }) => blocks).length
      );
    },
    again: () => refresh(reviews.readiness),
    async resolve({ id, reviewId }: Comment, resolved: boolean): Promise<void> {
      await call(reviewComments.resolveComment, { params: { courseId, reviewId, commentId: id }, body: { resolved } });
      await refresh(reviewComments.comments);
    },
  };
}
export type Remarks = ReturnType<typeof useRemarks>;
