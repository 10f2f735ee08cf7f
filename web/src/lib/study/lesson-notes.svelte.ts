/** The notes of the lesson that is open: its text and its lecture write into the same. */
import { onDestroy } from 'svelte';
import { Notes } from './notes.svelte.ts';

export class LessonNotes {
  readonly notes: Notes;
  /** the lecture that lists its notes by itself */
  lectureShown = $state<string>();

  constructor(courseId: string, lessonId: string) {
    this.notes = new Notes(courseId, lessonId);
  }
}

let open: { key: string; own: LessonNotes; users: number }[] = [];

/** To be called by a component; the last one that goes away takes them along. */
export function useLessonNotes(courseId: string, lessonId: string): LessonNotes {
  const key = `${courseId} ${lessonId}`;
  const found = open.find((each) => each.key === key);
  const there = found ?? { key, own: new LessonNotes(courseId, lessonId), users: 0 };
  if (!found) {
    open = [...open, there];
    void there.own.notes.load();
  }
  there.users += 1;
  onDestroy(() => {
    there.users -= 1;
    if (there.users === 0) open = open.filter((each) => each !== there);
  });
  return there.own;
}
