/** What the demo’s cohort has talked about: questions answered and open, one of a lesson, announcements and who has read them. */
import { announcements } from '#contracts/announcements.ts';
import { courses } from '#contracts/courses.ts';
import { posts } from '#contracts/posts.ts';
import { threads } from '#contracts/threads.ts';
import { demoCourseId, demoId } from './demo.ts';
import { momentOf, termContent, type Happening, type Term, type TermMoment } from './demo-term.ts';

interface DemoPost {
  key: string;
  by: string;
  at: TermMoment;
  text: string;
  /** an instructor says it is right */
  confirmed?: true;
  /** it answers the question */
  accepted?: true;
}
interface DemoThread extends Omit<DemoPost, 'confirmed' | 'accepted'> {
  kind: 'question' | 'talk';
  title: string;
  /** Ukrainian title of a lesson of the first course */
  lesson: string | null;
  posts: DemoPost[];
}
interface DemoAnnouncement {
  key: string;
  at: TermMoment;
  pinned: boolean;
  title: string;
  text: string;
  /** how many of the members have read it */
  readers: number;
}
/** As `content/demo/discussion.json` says it. */
interface DemoDiscussion {
  threads: DemoThread[];
  announcements: DemoAnnouncement[];
}

const minuteMs = 60_000;

export function discussionOfTerm(term: Term): Happening[] {
  const said = termContent<DemoDiscussion>('discussion');
  return [
    ...said.threads.flatMap((thread) => threadOf(term, thread)),
    ...said.announcements.flatMap((each) => announcementOf(term, each)),
  ];
}

function threadOf(term: Term, thread: DemoThread): Happening[] {
  const place = { cohortId: term.cohortId, threadId: demoId('thread', thread.key) };
  const start = { at: momentOf(term, thread.at), happen: () => begin(term, thread, place) };
  const answers = thread.posts.flatMap(({ key, by, at, text, confirmed, accepted }): Happening[] => {
    const [moment, params] = [momentOf(term, at), { ...place, postId: demoId('post', `${thread.key} ${key}`) }];
    const later = (minutes: number, happen: Happening['happen']) => ({ at: moment + minutes * minuteMs, happen });
    const { postId } = params;
    const confirm = () => term.client(term.teacher).call(posts.confirmPost, { params, body: { confirmed: true } });
    const accept = () => term.client(thread.by).call(threads.acceptAnswer, { params: place, body: { postId } });
    return [
      later(0, () => term.client(by).call(posts.putPost, { params, body: { text, replyTo: null } })),
      ...(confirmed ? [later(30, confirm)] : []),
      ...(accepted ? [later(45, accept)] : []),
    ];
  });
  return [start, ...answers];
}

async function begin(term: Term, thread: DemoThread, params: { cohortId: string; threadId: string }): Promise<void> {
  const { key, by, kind, title, text } = thread;
  const lesson = thread.lesson === null ? null : await lessonOf(term, thread.lesson);
  const body = { postId: demoId('post', key), title, text, kind, lesson };
  await term.client(by).call(threads.startThread, { params, body });
}

async function lessonOf(term: Term, title: string) {
  const course = await term.client(term.teacher).call(courses.course, { params: { courseId: demoCourseId } });
  const lesson = course.modules.flatMap(({ lessons }) => lessons).find((each) => each.title.uk === title)!;
  return { courseId: demoCourseId, lessonId: lesson.id };
}

function announcementOf(term: Term, { key, at, title, text, pinned, readers }: DemoAnnouncement): Happening[] {
  const params = { cohortId: term.cohortId, announcementId: demoId('announcement', key) };
  const said = { params, body: { title, text, pinned } };
  // whoever looks at the demo as the first of them still has it before them
  const members = termContent<{ members: string[] }>('cohort').members.slice(1, 1 + readers);
  return [
    { at: momentOf(term, at), happen: () => term.client(term.teacher).call(announcements.announce, said) },
    ...members.map((member) => ({
      at: momentOf(term, at) + 20 * minuteMs,
      happen: () => term.client(member).call(announcements.readAnnouncement, { params }),
    })),
  ];
}
