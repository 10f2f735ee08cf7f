/** Everything a paper needs that comes from elsewhere: texts, articles as they read today, titles of films. */
import type { Language } from '#contracts/common.ts';
import { courses, type Course, type LessonOutline, type LessonText } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { norms, type Article } from '#contracts/norms.ts';
import { call } from '../../lib/client.ts';
import { textModel } from '../../lib/markdown/text-model.ts';
import type { TextModel } from '../../lib/markdown/model.ts';
import { lessonsOf } from '../../lib/study/course-outline.ts';
import { CourseTexts } from '../../lib/study/course-texts.svelte.ts';
import { picturesOf } from '../lesson/lesson-view.ts';
import { articlesIn, withPrefix } from './print-text.ts';

export interface PrintedLesson {
  outline: LessonOutline;
  language: Language;
  model: TextModel;
  /** title of the film in the language of the text; null: there is none */
  film: Course['title'] | null;
}

export class Print {
  readonly #texts = new CourseTexts();
  #lessons = $state.raw<PrintedLesson[]>([]);
  #articles = $state.raw<Article[]>([]);
  #state = $state<'loading' | 'ready' | 'failed'>('loading');
  #error = $state.raw<unknown>();

  get lessons(): PrintedLesson[] {
    return this.#lessons;
  }
  get articles(): Article[] {
    return this.#articles;
  }
  get state() {
    return this.#state;
  }
  get error(): unknown {
    return this.#error;
  }
  /** texts that have come so far */
  get done(): number {
    return this.#texts.texts.length;
  }

  async load(course: Course, language: Language, lessonId: string | undefined): Promise<void> {
    this.#state = 'loading';
    try {
      const texts = lessonId ? [await oneText(course.id, lessonId, language)] : await this.#allTexts(course, language);
      this.#lessons = await printed(course, texts);
      this.#articles = await articlesOf(this.#lessons);
      this.#state = 'ready';
    } catch (error) {
      this.#error = error;
      this.#state = 'failed';
    }
  }

  async #allTexts(course: Course, language: Language): Promise<LessonText[]> {
    await this.#texts.load(course, language);
    // a paper that lacks lessons would not be the course
    if (this.#texts.partial || this.#texts.state === 'failed') throw this.#texts.error;
    return this.#texts.texts;
  }
}

async function oneText(courseId: string, lessonId: string, language: Language): Promise<LessonText> {
  const found = await call(courses.lesson, { params: { courseId, lessonId }, query: { language } });
  const { lesson, text, pictures, files } = found;
  return { lessonId, number: lesson.number, language: found.language, text, pictures, files };
}

async function printed(course: Course, texts: readonly LessonText[]): Promise<PrintedLesson[]> {
  const outlines = new Map(lessonsOf(course).map((each) => [each.id, each]));
  const all = texts.map(async ({ lessonId, number, language, text, pictures }) => {
    const outline = outlines.get(lessonId);
    if (!outline) return [];
    const model = withPrefix(textModel(text, picturesOf({ courseId: course.id, pictures })), `l${number}-`);
    return [{ outline, language, model, film: await filmOf(course.id, outline, language) }];
  });
  return (await Promise.all(all)).flat();
}

async function filmOf(courseId: string, { lectures: films }: LessonOutline, language: Language) {
  const lectureId = films[language] ?? Object.values(films)[0];
  if (!lectureId) return null;
  const film = await call(lectures.lecture, { params: { lectureId }, query: { courseId } }).catch(() => undefined);
  return film?.title ?? {};
}

async function articlesOf(lessons: readonly PrintedLesson[]): Promise<Article[]> {
  const ids = [...new Set(lessons.flatMap(({ model }) => articlesIn(model)))];
  const found = await Promise.allSettled(
    ids.map((articleId) => call(norms.article, { params: { articleId }, query: {} })),
  );
  return found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

/** Pictures that would come only when they are scrolled to: on paper nobody scrolls. */
export async function allPictures(holder: HTMLElement): Promise<void> {
  const pictures = [...holder.querySelectorAll('img')];
  for (const picture of pictures) picture.loading = 'eager';
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
}
