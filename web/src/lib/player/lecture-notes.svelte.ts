/** A learner's notes and bookmarks at seconds of the lecture that is open: one is begun, kept, left; the film waits meanwhile. */
import type { Component } from 'svelte';
import type { Language } from '#contracts/common.ts';
import { deviceDraft, deviceKeeper, textsIn, type DeviceDraft } from '../device-draft.ts';
import { session } from '../session.svelte.ts';
import { isBookmark, notesOfLecture, type TimedNote } from '../study/note-list.ts';
import type { Notes } from '../study/notes.svelte.ts';
import type { PlayerState } from './player.svelte.ts';

export interface LecturePlace {
  courseId: string;
  lessonId: string;
  lectureId: string;
  language: Language;
}
type Film = Pick<PlayerState, 'playing' | 'now' | 'play' | 'pause'>;
/** What the rest of the player needs of them: the seconds for its bar, the form to be shown inside of it, what keys do. */
export interface NotesPart {
  desk: LectureNotes;
  Form: Component<{ desk: LectureNotes; atSeconds: number }>;
  bookmark: () => Promise<unknown>;
}
interface Draft {
  at: string;
  text: string;
}

export class LectureNotes {
  readonly #place: LecturePlace;
  readonly #notes: Notes;
  readonly #film: Film;
  readonly #draft: DeviceDraft<Draft>;
  readonly list = $derived.by((): TimedNote[] => notesOfLecture(this.#notes.all, this.#place.lectureId));
  /** second of the note that is being written */
  at = $state<number>();
  #words = $state('');
  #goesOn = false;
  #from: Element | null = null;

  constructor(place: LecturePlace, notes: Notes, film: Film) {
    this.#place = place;
    this.#notes = notes;
    this.#film = film;
    const key = [session.me?.id ?? '', place.lectureId, 'note'];
    this.#draft = deviceDraft(deviceKeeper(), key, textsIn('at', 'text'));
  }

  get words(): string {
    return this.#words;
  }
  /** on the device with each letter */
  set words(text: string) {
    this.#words = text;
    this.#draft.keep(text.trim() ? { at: String(this.at ?? 0), text } : null);
  }
  get #now(): number {
    return Math.max(0, Math.floor(this.#film.now));
  }

  /** Opens the form where the film stands, or where one was left unfinished; the film waits. */
  begin(): void {
    if (this.at !== undefined) return;
    const left = this.#draft.read();
    this.#goesOn = this.#film.playing;
    this.#from = document.activeElement;
    this.#film.pause();
    this.#words = left?.text ?? '';
    this.at = left ? Number(left.at) || 0 : this.#now;
  }

  async save(): Promise<void> {
    if (this.at === undefined) return;
    await this.#add(this.at, this.#words.trim());
    this.leave();
  }

  /** Without it, or once it is kept: the film goes on where it was going. */
  leave(): void {
    this.words = '';
    this.at = undefined;
    if (this.#goesOn) this.#film.play();
    if (this.#from instanceof HTMLElement) this.#from.focus({ preventScroll: true });
  }

  /** A second that is marked already stays marked once. */
  async bookmark(): Promise<void> {
    const at = this.#now;
    const isThere = this.list.some((note) => isBookmark(note) && note.moment.atSeconds === at);
    if (!isThere) await this.#add(at, '');
  }

  #add(atSeconds: number, text: string): Promise<string> {
    const { lessonId, lectureId, language } = this.#place;
    return this.#notes.add({ lessonId, language, passage: null, moment: { lectureId, atSeconds }, text });
  }
}
