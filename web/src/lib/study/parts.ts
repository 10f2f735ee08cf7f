/** What a reader uses beside a text comes with its words, after the text stands or when it is asked for. */
import { askingWords, attemptWords, studyWords } from '../i18n.svelte.ts';

const withWords = async <Part>(load: Promise<{ default: Part }>): Promise<Part> =>
  (await Promise.all([load, studyWords()]))[0].default;

export const loadAids = () => withWords(import('./LessonAids.svelte'));
export const loadPane = () => withWords(import('./StudyPane.svelte'));
export const loadLessonTests = async () =>
  (await Promise.all([import('../attempt/LessonTests.svelte'), attemptWords()]))[0].default;
export const loadCourseTools = () => withWords(import('./CourseTools.svelte'));

export const loadNotesUnder = () => withWords(import('../player/NotesUnder.svelte'));
/** With the words of the forms of its questions. */
export const loadLectureAsks = async () =>
  (await Promise.all([import('../player/asking/LectureAsks.svelte'), attemptWords(), askingWords()]))[0].default;
export const loadHintBar = async () => (await import('../player/HintBar.svelte')).default;

/** Once the browser has nothing else to do. Returns the way to stop. */
export function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 3000 });
  return () => cancelIdleCallback(handle);
}
