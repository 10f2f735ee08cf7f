/** Opens a lesson to be written: always the newest from the academy, never a remembered copy, which would end in conflicts. */
import type { LessonDraft } from '#contracts/blocks.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { call } from '../../lib/client.ts';

export class Opening {
  lesson = $state.raw<LessonDraft>();
  error = $state.raw<unknown>();
  #asked = '';

  async open(courseId: string, lessonId: string): Promise<void> {
    const asked = `${courseId} ${lessonId}`;
    this.#asked = asked;
    this.error = undefined;
    if (this.lesson?.lesson.id !== lessonId) this.lesson = undefined;
    try {
      const lesson = await call(draftBlocks.lessonDraft, { params: { courseId, lessonId } });
      if (this.#asked === asked) this.lesson = lesson;
    } catch (error) {
      if (this.#asked === asked) this.error = error;
    }
  }
}
