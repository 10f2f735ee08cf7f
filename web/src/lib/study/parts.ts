/** What a reader uses beside a text comes with its words, after the text stands or when it is asked for. */
import { studyWords } from '../i18n.svelte.ts';

const withWords = async <Part>(load: Promise<{ default: Part }>): Promise<Part> =>
  (await Promise.all([load, studyWords()]))[0].default;

export const loadAids = () => withWords(import('./LessonAids.svelte'));
export const loadPane = () => withWords(import('./StudyPane.svelte'));
export const loadCourseTools = () => withWords(import('./CourseTools.svelte'));

/** Once the browser has nothing else to do. Returns the way to stop. */
export function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 3000 });
  return () => cancelIdleCallback(handle);
}
