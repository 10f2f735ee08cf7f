/** The transcript alone on paper: laid out beside the page for as long as it is printed. */
import type { Language } from '#contracts/common.ts';
import { mount, unmount } from 'svelte';
import type { Picked } from '../languages.ts';
import type { Chapter } from './chapters.ts';
import type { Hint } from './hints.ts';
import './print-transcript.css';
import type { NumberedSlide } from './slides.ts';
import TranscriptPaper from './TranscriptPaper.svelte';
import type { Line } from './vtt.ts';

export interface Paper {
  title: Picked;
  lines: readonly Line[];
  /** by the index of the line they stand before */
  hints: ReadonlyMap<number, readonly Hint[]>;
  /** by the index of the line before which they begin */
  chapters: ReadonlyMap<number, readonly Chapter[]>;
  slides: ReadonlyMap<number, readonly NumberedSlide[]>;
  language: Language | undefined;
}

const mark = 'prints-transcript';

export function printTranscript(paper: Paper): void {
  const sheet = mount(TranscriptPaper, { target: document.body, props: paper });
  document.body.classList.add(mark);
  addEventListener(
    'afterprint',
    () => {
      document.body.classList.remove(mark);
      void unmount(sheet);
    },
    { once: true },
  );
  print();
}
