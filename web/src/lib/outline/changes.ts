/** What a change makes of a draft: shown at once, before the academy has answered. Pure. */
import type { Draft, DraftModule } from '#contracts/authoring.ts';
import type { DraftLesson } from '#contracts/blocks.ts';

export const lessonIn = (draft: Draft, id: string): DraftLesson | undefined =>
  draft.lessons.find((lesson) => lesson.id === id);
export const moduleIn = (draft: Draft, id: string): DraftModule | undefined =>
  draft.modules.find((module) => module.id === id);

export const withLesson = (draft: Draft, id: string, change: Partial<DraftLesson>): Draft => ({
  ...draft,
  lessons: draft.lessons.map((lesson) => (lesson.id === id ? { ...lesson, ...change } : lesson)),
});

export const withModule = (draft: Draft, id: string, change: Partial<DraftModule>): Draft => ({
  ...draft,
  modules: draft.modules.map((module) => (module.id === id ? { ...module, ...change } : module)),
});

/** Not twice: the academy may have it already. */
export const plusLesson = (draft: Draft, lesson: DraftLesson): Draft =>
  lessonIn(draft, lesson.id) ? draft : { ...draft, lessons: [...draft.lessons, lesson] };
export const plusModule = (draft: Draft, module: DraftModule): Draft =>
  moduleIn(draft, module.id) ? draft : { ...draft, modules: [...draft.modules, module] };

export const withoutLesson = (draft: Draft, id: string): Draft => ({
  ...draft,
  lessons: draft.lessons.filter((lesson) => lesson.id !== id),
});
export const withoutModule = (draft: Draft, id: string): Draft => ({
  ...draft,
  modules: draft.modules.filter((module) => module.id !== id),
});
