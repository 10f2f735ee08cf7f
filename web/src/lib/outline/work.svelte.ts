/** What is going on in an outline: what is lifted, written or asked for, and what its buttons do. */
import type { Draft } from '#contracts/authoring.ts';
import type { DraftLesson } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { tick } from 'svelte';
import { ulid } from 'ulid';
import { pick, t } from '../i18n.svelte.ts';
import { announce } from '../page.svelte.ts';
import { lessonIn, withLesson, withModule } from './changes.ts';
import { addLesson, binLesson, changeLesson, moveLesson, restoreLesson, type LessonWords } from './lesson-edits.ts';
import { hasMoved, lifted, pressed, type Lift } from './lift.ts';
import { addModule, moveModule, removeModule, renameModule } from './module-edits.ts';
import {
  endOf,
  lessonPlace,
  modulePlace,
  outlineOf,
  siblingsOf,
  spotOf,
  type OutlineModule,
  type Spot,
} from './outline.ts';
import type { Outline } from './outline.svelte.ts';
import { copyTitle, moduleTitle } from './titles.ts';

export type Asked =
  | { what: 'move'; lessonId: string }
  | { what: 'copy'; moduleId: string }
  | { what: 'remove'; moduleId: string }
  | { what: 'bin' };

const minutesAtFirst = 15;

export class OutlineWork {
  readonly #outline: Outline;
  readonly #language: () => Language;
  readonly #root: () => HTMLElement | undefined;
  /** by keyboard: shown where it would be */
  lift = $state.raw<Lift | undefined>();
  /** by pointer: it stays where it is, a line shows where it would go */
  dragged = $state.raw<{ id: string; y: number | undefined } | undefined>();
  /** the id of what is being renamed */
  renaming = $state<string | undefined>();
  /** the module to which lessons are being added, or `modules` */
  adding = $state<string | undefined>();
  asked = $state.raw<Asked | undefined>();
  /** just put into the bin: can be undone at once */
  binned = $state.raw<DraftLesson | undefined>();

  constructor(outline: Outline, language: () => Language, root: () => HTMLElement | undefined) {
    this.#outline = outline;
    this.#language = language;
    this.#root = root;
  }

  get draft(): Draft | undefined {
    return this.#outline.draft;
  }
  /** as it is, without what is lifted */
  get settled(): OutlineModule[] {
    return this.draft ? outlineOf(this.draft) : [];
  }
  /** as it is shown */
  get shown(): OutlineModule[] {
    return this.draft ? outlineOf(this.lift ? preview(this.draft, this.settled, this.lift) : this.draft) : [];
  }
  get language(): Language {
    return this.#language();
  }
  get mayChange(): boolean {
    return this.draft?.mayChange ?? false;
  }

  /** Space on a grip lifts; while lifted, its keys move, put down or put back. */
  async key(event: KeyboardEvent, kind: Lift['kind'], id: string): Promise<void> {
    if (!this.lift) {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      this.lift = lifted(this.settled, kind, id);
      announce(`${t('authoring.lifted', { title: this.#titleOf(id) })} ${t(`authoring.liftHelp.${kind}`)}`);
      return;
    }
    const next = pressed(this.settled, this.lift, event.key);
    if (!next) return;
    if (event.key !== 'Tab') event.preventDefault();
    await this.#follow(next.outcome, next.lift);
  }

  async #follow(outcome: 'going' | 'down' | 'back', lift: Lift): Promise<void> {
    if (outcome === 'going') {
      this.lift = lift;
      announce(this.#standing());
      return this.focusGrip(lift.id);
    }
    const edit = outcome === 'down' && hasMoved(lift) ? this.#moveOf(lift) : undefined;
    const where = this.#standing();
    this.lift = undefined;
    announce(outcome === 'back' ? t('authoring.putBack') : `${t('authoring.putDown')} ${where}`);
    if (edit) void this.#outline.make(edit);
    await this.focusGrip(lift.id);
  }

  /** Focus goes with a row that has been drawn anew elsewhere. */
  focusGrip(id: string): Promise<void> {
    return this.#focus(`[data-grip="${id}"]`);
  }
  async #focus(selector: string): Promise<void> {
    await tick();
    this.#root()?.querySelector<HTMLElement>(selector)?.focus();
  }

  moveLesson(id: string, spot: Spot): void {
    if (this.draft) void this.#outline.make(moveLesson(this.draft, id, spot));
  }
  moveModule(id: string, index: number): void {
    if (this.draft) void this.#outline.make(moveModule(this.draft, id, index));
  }

  /** Adds a lesson behind the others, and a first module where there is none; answers its id once it is there. */
  async addLesson(text: string, moduleId?: string): Promise<string | undefined> {
    const { draft } = this;
    if (!draft) return undefined;
    const home = moduleId ?? this.settled.at(-1)?.module.id;
    const first = home ? undefined : addModule(draft, { id: newId('mod'), title: moduleTitle(draft.languages, 1) }, 0);
    const target = home ?? first?.id ?? '';
    const title = { [this.language]: text };
    if (first) this.adding = target;
    const made = { id: newId('les'), moduleId: target, title, minutes: minutesAtFirst, copyOf: null };
    const { index } = endOf(this.settled, target);
    return (await this.#outline.make(first, addLesson(draft, made, index))) ? made.id : undefined;
  }

  /** Adds a module behind the others; lessons for it come next. */
  addModule(text: string): void {
    if (!this.draft) return;
    const id = newId('mod');
    void this.#outline.make(addModule(this.draft, { id, title: { [this.language]: text } }, this.settled.length));
    this.adding = id;
  }

  duplicate(lesson: DraftLesson): void {
    const spot = spotOf(this.settled, lesson.id);
    if (!this.draft || !spot) return;
    const copyOf = { courseId: this.draft.id, lessonId: lesson.id };
    this.#copy(copyTitle(lesson.title), lesson.minutes, copyOf, { ...spot, index: spot.index + 1 });
  }
  /** Copies a lesson of another course to the end of a module. */
  copy(courseId: string, lesson: DraftLesson, moduleId: string): void {
    this.#copy(lesson.title, lesson.minutes, { courseId, lessonId: lesson.id }, endOf(this.settled, moduleId));
  }
  #copy(title: DraftLesson['title'], minutes: number, copyOf: { courseId: string; lessonId: string }, to: Spot): void {
    const made = { id: newId('les'), moduleId: to.moduleId, title, minutes, copyOf };
    if (this.draft) void this.#outline.make(addLesson(this.draft, made, to.index));
    announce(t('authoring.copied', { title: pick(title).text }));
  }

  /** A line of titles has ended; by an empty one, so that the next module may follow. */
  endAdding(moduleId: string, empty: boolean): void {
    const isLast = this.settled.at(-1)?.module.id === moduleId;
    this.adding = empty && isLast ? 'modules' : undefined;
    if (!this.adding) void this.#focus(`[data-add="${moduleId}"]`);
  }
  endRename(id: string): void {
    this.renaming = undefined;
    void this.focusGrip(id);
  }

  renameLesson(id: string, words: LessonWords): void {
    if (this.draft) void this.#outline.make(changeLesson(this.draft, id, this.language, words));
  }
  renameModule(id: string, text: string): void {
    if (this.draft) void this.#outline.make(renameModule(this.draft, id, this.language, text));
  }

  bin(lesson: DraftLesson): void {
    if (!this.draft) return;
    void this.#outline.make(binLesson(this.draft, lesson.id));
    this.binned = lesson;
  }
  restore(lesson: DraftLesson): void {
    if (!this.draft) return;
    void this.#outline.make(restoreLesson(this.draft, lesson));
    if (this.binned?.id !== lesson.id) return;
    this.binned = undefined;
    void this.focusGrip(lesson.id);
  }
  /** An empty module goes at once; lessons are asked about first. */
  askRemove(id: string): void {
    if (siblingsOf(this.settled, id).length > 0) this.asked = { what: 'remove', moduleId: id };
    else this.removeModule(id);
  }
  /** Removes a module; what it still has goes into the bin first. */
  removeModule(id: string): void {
    const { draft } = this;
    if (!draft) return;
    const lessons = siblingsOf(this.settled, id).map((lesson) => binLesson(draft, lesson.id));
    void this.#outline.make(...lessons, removeModule(draft, id));
    void this.#focus('[data-add="modules"]');
  }

  #moveOf(lift: Lift) {
    if (!this.draft) return undefined;
    return lift.kind === 'module' ? moveModule(this.draft, lift.id, lift.at) : moveLesson(this.draft, lift.id, lift.at);
  }

  /** «Модуль 2, місце 3 з 5» */
  #standing(): string {
    const { lift, shown } = this;
    if (!lift) return '';
    if (lift.kind === 'module') return t('authoring.standsAt', { place: lift.at + 1, total: shown.length });
    const home = shown.find(({ module }) => module.id === lift.at.moduleId);
    const at = { place: lift.at.index + 1, total: home?.lessons.length ?? 0 };
    const module = home ? `${home.number}. ${pick(home.module.title, this.language).text}` : '';
    return t('authoring.standsIn', { module, ...at });
  }

  #titleOf(id: string): string {
    const found = this.draft && (lessonIn(this.draft, id) ?? this.draft.modules.find((module) => module.id === id));
    return found ? pick(found.title, this.language).text : '';
  }
}

const newId = (prefix: 'mod' | 'les') => `${prefix}_${ulid()}`;

/** The draft with what is lifted where it would be put down. */
function preview(draft: Draft, outline: readonly OutlineModule[], lift: Lift): Draft {
  if (lift.kind === 'module') {
    return withModule(draft, lift.id, { place: modulePlace(outline, lift.at, lift.id) });
  }
  return withLesson(draft, lift.id, {
    moduleId: lift.at.moduleId,
    place: lessonPlace(outline, lift.at, lift.id),
  });
}
