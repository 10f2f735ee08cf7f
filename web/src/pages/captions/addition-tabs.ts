/** The views of the page of a film's captions: captions, and a tab for each addition. A further one is a row here. */
import type { Component } from 'svelte';
import type { Language } from '#contracts/common.ts';
import type { CaptionAction } from '../../lib/captions/keys.ts';
import type { Additions } from './additions.svelte.ts';
import type { FilmPlayer } from './film-player.svelte.ts';

export interface AdditionTabProps {
  additions: Additions;
  player: FilmPlayer;
  mayChange: boolean;
  language: Language;
}
/** `act`: a key of the editor was pressed that means this; whether the film goes or stands is none of its business. */
type AdditionTabPart = Component<AdditionTabProps, { act?: (action: CaptionAction) => void }>;

/** Each comes when it is opened first. Its words begin with `captions.<view>.title`. */
export const additionTabs = {
  chapters: () => import('./ChaptersTab.svelte').then((part): AdditionTabPart => part.default),
  hints: () => import('./HintsTab.svelte').then((part): AdditionTabPart => part.default),
  questions: () => import('./QuestionsTab.svelte').then((part): AdditionTabPart => part.default),
  slides: () => import('./SlidesTab.svelte').then((part): AdditionTabPart => part.default),
};
export type FilmView = 'captions' | keyof typeof additionTabs;

export const additionViews = Object.keys(additionTabs) as (keyof typeof additionTabs)[];

/** As an address names it. */
export const filmViewOf = (said: string | undefined): FilmView =>
  additionViews.find((view) => view === said) ?? 'captions';
