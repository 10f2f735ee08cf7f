/** What has to be known before a lecture can play: the pass that opens its files, and where the learner stopped. */
import type { Lecture } from '#contracts/lectures.ts';
import type { WatchPlace } from '../offline/kept-watch.ts';
import { MediaPass } from './media-pass.ts';
import { placeLimit, placeWithin } from './place-limit.ts';
import { WatchReporter } from './watch-reporter.svelte.ts';

export interface LectureSession {
  pass: MediaPass;
  reporter: WatchReporter;
  startSeconds: number;
}

/** So near to the end one begins again: the last twentieth, five seconds at most. */
const nearEnd = (durationSeconds: number) => durationSeconds - Math.min(5, durationSeconds / 20);

export async function openLecture(
  place: WatchPlace,
  { durationSeconds, rules }: Pick<Lecture, 'durationSeconds' | 'rules'>,
  /** where the address leads to, instead of where the learner stopped */
  asked?: number,
): Promise<LectureSession> {
  const pass = new MediaPass(place.lectureId);
  const reporter = new WatchReporter(place, durationSeconds);
  try {
    const [stopped] = await Promise.all([reporter.begin(), pass.open()]);
    const { seconds } = placeWithin(asked ?? stopped, placeLimit(rules.noSkipping, reporter));
    return { pass, reporter, startSeconds: asked === undefined && seconds > nearEnd(durationSeconds) ? 0 : seconds };
  } catch (error) {
    pass.close();
    reporter.dispose();
    throw error;
  }
}

/** Follows the page: on waking the pass is checked, on going away the last report is sent. Returns the way to end. */
export function followPage({ pass, reporter }: LectureSession): () => void {
  const seen = () => {
    if (document.visibilityState === 'hidden') reporter.leave();
    else void pass.wake();
  };
  const leave = () => reporter.leave();
  const online = () => reporter.catchUp();
  document.addEventListener('visibilitychange', seen);
  addEventListener('pagehide', leave);
  addEventListener('online', online);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('pagehide', leave);
    removeEventListener('online', online);
    pass.close();
    reporter.dispose();
  };
}
