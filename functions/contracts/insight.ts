/** How a lecture is watched by the learners of an academy or region: many together, never one. */
import { Language, Moment, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { chapterTitleMax } from './film-chapters.ts';
import { z } from './z.ts';

/** Fewer people than this are nowhere told of: not as a group, not as a difference within one. */
export const peopleMin = 5;
/** places along a lecture that are told apart, at most */
export const bucketsMax = 120;

const Line = z.array(z.int()).check(z.maxLength(bucketsMax));

export const Heat = z.object({
  /** when it was drawn; anew once five people have watched since */
  at: Moment,
  /** who have watched any of it */
  people: z.int(),
  /** of them; 0 stands for fewer than five, `people` for all but fewer than five (in a small group for what is nearer) */
  completed: z.int(),
  withCaptions: z.int(),
  bucketSeconds: z.number(),
  /** people per bucket, from the beginning; both move by five people or more, or not at all */
  watched: Line,
  again: Line,
  /** where people stopped a day ago or longer and never came back; each of these is of five or more */
  left: z.array(z.object({ fromSeconds: z.number(), toSeconds: z.number(), people: z.int() })),
});
export type Heat = z.infer<typeof Heat>;

export const LectureInsight = z.object({
  lectureId: id('lecture'),
  lessonId: id('lesson'),
  version: z.int(),
  language: Language,
  durationSeconds: z.number(),
  chapters: z.array(z.object({ startSeconds: z.number(), title: localised(chapterTitleMax) })),
  /** of the lecture, the newest first; `courseVersion`: the first of the course that had it */
  versions: z.array(z.object({ version: z.int(), courseVersion: z.int(), releasedAt: Moment })),
  /** null: fewer than five have watched */
  heat: z.nullable(Heat),
});
export type LectureInsight = z.infer<typeof LectureInsight>;

export const insight = {
  lectureInsight: endpoint({
    method: 'GET',
    path: '/api/progress/courses/{courseId}/lectures/{lectureId}/insight',
    summary:
      'What learners of an organisation watched, watched again and where they left, along a lecture; groups under five are hidden. For who may see the learners: authors are among them in their own academy.',
    permission: 'seeLearners',
    params: z.strictObject({ courseId: id('course'), lectureId: id('lecture') }),
    query: z.strictObject({
      organisationId: id('organisation'),
      /** of the lecture; the newest unless said */
      version: z.optional(z.string().check(z.regex(/^[1-9]\d{0,4}$/))),
    }),
    output: LectureInsight,
  }),
};
