/** The texts of a course on this device: read once, searched and printed as often as one likes. */
import type { Language } from '#contracts/common.ts';
import { courses, type Course, type LessonText } from '#contracts/courses.ts';
import { call, OfflineError } from '../client.ts';
import { lessonsOf } from './course-outline.ts';

export class CourseTexts {
  #texts = $state.raw<LessonText[]>([]);
  #state = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  #error = $state.raw<unknown>();
  #partial = $state(false);
  #asked = '';

  get texts(): LessonText[] {
    return this.#texts;
  }
  get state() {
    return this.#state;
  }
  get error(): unknown {
    return this.#error;
  }
  /** without a network: only what lies on this device */
  get partial(): boolean {
    return this.#partial;
  }

  /** Reads them unless they are here, in this language and version. */
  async load(course: Course, language: Language): Promise<void> {
    const asked = `${course.id} ${course.version} ${language}`;
    if (asked === this.#asked && this.#state !== 'failed' && !this.#partial) return;
    this.#asked = asked;
    this.#begin();
    try {
      await this.#readAll(course, language, asked);
    } catch (error) {
      if (asked === this.#asked) await this.#fallBack(course, language, error);
    }
  }

  #begin(): void {
    this.#texts = [];
    this.#partial = false;
    this.#error = undefined;
    this.#state = 'loading';
  }

  async #readAll(course: Course, language: Language, asked: string): Promise<void> {
    let from: number | null = 1;
    while (from !== null) {
      const query = { language, from: String(from) };
      const page: { items: LessonText[]; next: number | null } = await call(courses.texts, {
        params: { courseId: course.id },
        query,
      });
      // somebody chose another language meanwhile
      if (asked !== this.#asked) return;
      this.#texts = [...this.#texts, ...page.items];
      from = page.next;
    }
    this.#state = 'ready';
  }

  /** Lessons that were read before are on the device, each by itself. */
  async #fallBack(course: Course, language: Language, error: unknown): Promise<void> {
    const found = error instanceof OfflineError ? await onDevice(course, language) : [];
    this.#texts = found;
    this.#partial = found.length > 0;
    this.#error = error;
    this.#state = found.length > 0 ? 'ready' : 'failed';
  }
}

async function onDevice(course: Course, language: Language): Promise<LessonText[]> {
  const answers = await Promise.allSettled(
    lessonsOf(course).map((lesson) =>
      call(courses.lesson, { params: { courseId: course.id, lessonId: lesson.id }, query: { language } }),
    ),
  );
  return answers.flatMap((answer) => {
    if (answer.status === 'rejected') return [];
    const { lesson, language: found, text, pictures, files } = answer.value;
    return [{ lessonId: lesson.id, number: lesson.number, language: found, text, pictures, files }];
  });
}
