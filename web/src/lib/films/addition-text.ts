/** What is added to a film as a text of several paragraphs, so that two of them can be laid over each other. Pure. */
import type { AdditionLine } from '#contracts/film-additions.ts';
import { languages } from '#contracts/common.ts';
import { formatClock } from '../format.ts';
import { t } from '../i18n.svelte.ts';

const marks = ['required', 'noSkipping', 'watermark', 'download'] as const;

/** null: there is none. */
export const additionText = (lines: readonly AdditionLine[] | null): string | null =>
  lines && lines.map(lineText).join('\n\n');

/** `0:12 · Вступ / Opening · обов’язкове` */
function lineText({ atMs, texts, marks: set, version, againFromMs, picture }: AdditionLine): string {
  const words = texts.map((text) => languages.flatMap((language) => text[language] ?? []));
  return [
    ...(atMs === null ? [] : [formatClock(atMs / 1000)]),
    ...words.map((each) => [...new Set(each)].join(' / ')),
    ...marks.filter((mark) => set.includes(mark)).map((mark) => t(`editor.addedMark.${mark}`)),
    ...(version === null ? [] : [t('editor.addedMark.version', { version })]),
    ...(againFromMs === null ? [] : [t('editor.addedMark.again', { time: formatClock(againFromMs / 1000) })]),
    ...(picture === null ? [] : [t('editor.addedMark.picture', { name: picture.slice(0, 8) })]),
  ].join(' · ');
}
