/** A competence: what a change of it changes. Pure. */
import { languages, type Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { Competence } from '#contracts/norms.ts';
import { values } from './article.ts';
import { isCircle } from './tree.ts';

export type CompetenceInput = Omit<Competence, 'id' | 'revision'>;

const ordered = (text: Localised | null) =>
  text && Object.fromEntries(languages.flatMap((language) => (text[language] ? [[language, text[language]]] : [])));

export const saysOf = ({ code, parentId, name, description, retired }: CompetenceInput): string =>
  JSON.stringify([code, parentId, ordered(name), ordered(description), retired]);

/** The competence after a change; throws where it would lie below itself or its code would be another. */
export function changedCompetence(all: readonly Competence[], id: string, input: CompetenceInput): Competence {
  const before = all.find((one) => one.id === id);
  if (before && before.code !== input.code) throw new AppError('idTaken');
  if (input.parentId !== null && !all.some((one) => one.id === input.parentId))
    throw new AppError('invalid', { field: 'body.parentId', reason: 'unknown' });
  if (isCircle(all, id, input.parentId)) throw new AppError('competenceCircle');
  return { id, ...input, revision: (before?.revision ?? 0) + 1 };
}

/** Its fields as an auditor reads them. */
export function competenceValues(
  { code, parentId, name, description, retired }: Competence,
  all: readonly Competence[],
) {
  const parent = all.find(({ id }) => id === parentId)?.code;
  const texts = (field: string, text: Localised | null) =>
    Object.entries(text ?? {}).map(([language, one]): [string, unknown] => [`${field}.${language}`, one]);
  return values([
    ...Object.entries({ code, parent, retired: retired || null }),
    ...texts('name', name),
    ...texts('description', description),
  ]);
}
