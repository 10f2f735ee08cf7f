/** How much room a release would take: about so many bytes as it brings that the course did not have. Pure. */
import type { LessonChange } from './candidate-changes.ts';
import type { Freezing } from './candidate.ts';
import { lessonsIn, type FrozenLesson } from './frozen-course.ts';

/** Texts of lessons that differ, and pictures – those of slides too – and files that the release before does not have. */
export function newBytes(
  { modules, media, slides }: Pick<Freezing, 'modules' | 'media' | 'slides'>,
  changes: readonly LessonChange[],
  kept: ReadonlySet<string> | undefined,
): number {
  const changed = new Set(
    changes.filter(({ kind }) => kind === 'added' || kind === 'changed').map(({ lessonId }) => lessonId),
  );
  const texts = lessonsIn(modules).filter(({ id }) => changed.has(id));
  const pieces = [
    ...[...media.values()].flatMap(({ kind, variants, sha256, bytes }) =>
      kind === 'picture' ? variants : [{ sha256, bytes }],
    ),
    ...[...(slides?.values() ?? [])].flatMap((of) => of.flatMap(({ variants }) => variants)),
  ];
  const added = new Map(pieces.filter(({ sha256 }) => !kept?.has(sha256)).map(({ sha256, bytes }) => [sha256, bytes]));
  return sum(texts.map(textBytes)) + sum([...added.values()]);
}

const textBytes = ({ blocks }: FrozenLesson): number =>
  sum(blocks.flatMap(({ texts }) => Object.values(texts).map(({ text }) => new TextEncoder().encode(text).length)));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
