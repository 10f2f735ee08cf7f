/** “I have read this”: at the academy, or kept on the device until the network is back. */
import { progress } from '#contracts/progress.ts';
import { OfflineError, call } from '../../lib/client.ts';
import { keepRead } from '../../lib/offline/device.ts';
import { refresh } from '../../lib/query.svelte.ts';
import { session } from '../../lib/session.svelte.ts';

export interface LessonPlace {
  courseId: string;
  lessonId: string;
  /** whose text is read */
  version: number;
}

export class Finish {
  #state = $state<'idle' | 'busy' | 'device' | 'failed'>('idle');
  #error = $state.raw<unknown>();

  get state() {
    return this.#state;
  }
  get error(): unknown {
    return this.#error;
  }

  /** True once the academy has it, so that the next page may come. */
  async finish(place: LessonPlace): Promise<boolean> {
    this.#state = 'busy';
    try {
      const { courseId, lessonId, version } = place;
      await call(progress.readLesson, { params: { courseId, lessonId }, query: { version: String(version) } });
      void refresh(progress.course, progress.home);
      this.#state = 'idle';
      return true;
    } catch (error) {
      await this.#failed(place, error);
      return false;
    }
  }

  async #failed(place: LessonPlace, error: unknown): Promise<void> {
    const personId = session.me?.id;
    const kept = error instanceof OfflineError && personId ? await keep({ personId, ...place }) : false;
    this.#error = error;
    this.#state = kept ? 'device' : 'failed';
  }
}

async function keep(read: LessonPlace & { personId: string }): Promise<boolean> {
  return keepRead(read).then(
    () => true,
    () => false,
  );
}
