/** What other rooms may ask questions: what of a bank can stand in quizzes, and all that it keeps about a person. */
import type { Language, Localised } from '#contracts/common.ts';
import type { QuestionContent, QuestionKind } from '#contracts/question-kinds.ts';
import { fits, type BankFilter } from './bank-filter.ts';
import { foldersOf } from './bank.store.ts';
import { withBelow } from './folder-tree.ts';
import { partIn } from './person-data.ts';
import * as store from './questions.store.ts';
import { tracedQuestions } from './traces.store.ts';
import { versionOf, versionsByKey } from './versions.store.ts';

export interface ApprovedQuestion {
  id: string;
  /** newest approved */
  version: number;
  use: 'exam' | 'practice';
  /** of that version */
  languages: Language[];
}
interface ApprovedContent extends ApprovedQuestion {
  content: QuestionContent;
}
export interface BankQuestion extends Omit<ApprovedQuestion, 'version'> {
  /** null: nobody has approved it yet */
  version: number | null;
  kind: QuestionKind;
  /** beginning of what it asks */
  ask: Localised;
  difficulty: number;
}

const isThere = ({ archived }: store.StoredQuestion): boolean => !archived;

const approved = (question: store.StoredQuestion): ApprovedQuestion[] => {
  const { id, version, use, versionLanguages: languages = [] } = question;
  return version === undefined || question.archived ? [] : [{ id, version, use, languages }];
};

/** Questions of the bank by id, approved or not; those of other banks, unknown ones and what was put away are absent. */
export async function questionsById(
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, BankQuestion>> {
  const found = (await store.questionsById(ids)).filter((each) => each.organisationId === organisationId);
  return new Map(
    found.filter(isThere).map((each) => {
      const { id, use, version = null, versionLanguages: languages = [], kind, ask, difficulty } = each;
      return [id, { id, use, version, languages, kind, ask, difficulty }];
    }),
  );
}

export interface PlacedQuestion extends BankQuestion {
  organisationId: string;
  archived: boolean;
}

/** Questions by id, whosever bank they are in, also those put away; unknown ones are absent. */
export async function placedQuestions(ids: readonly string[]): Promise<Map<string, PlacedQuestion>> {
  const found = await store.questionsById(ids);
  return new Map(
    found.map(({ id, organisationId, archived, use, version = null, versionLanguages = [], kind, ask, difficulty }) => [
      id,
      { ...{ id, organisationId, archived, use, version, kind, ask, difficulty }, languages: versionLanguages },
    ]),
  );
}

/** Approved versions, keys included, by `question version`; unknown ones are absent. */
export async function versionContents(
  keys: readonly { questionId: string; version: number }[],
): Promise<Map<string, QuestionContent>> {
  const found = await versionsByKey(keys.map(({ questionId, version }) => ({ questionId, version })));
  return new Map(found.map(({ questionId, version, content }) => [`${questionId} ${version}`, content]));
}

/** Newest approved versions by question, keys included; what is not approved, or put away, is absent. */
export async function approvedQuestions(
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, ApprovedContent>> {
  const own = (await store.questionsById(ids))
    .filter((each) => each.organisationId === organisationId)
    .flatMap(approved);
  const versions = await versionsByKey(own.map(({ id, version }) => ({ questionId: id, version })));
  const contents = new Map(versions.map(({ questionId, content }) => [questionId, content]));
  return new Map(
    own.flatMap((each): [string, ApprovedContent][] => {
      const content = contents.get(each.id);
      return content ? [[each.id, { ...each, content }]] : [];
    }),
  );
}

/** An approved version, keys included; undefined where there is none. */
export const versionContent = async (questionId: string, version: number): Promise<QuestionContent | undefined> =>
  (await versionOf(questionId, version))?.content;

export interface Pool {
  /** with the folders below it */
  folderId: string | null;
  tag: string | null;
  competence: string | null;
  difficulty: number | null;
}

/** so many questions at a time; a bank holds so many stretches at most */
const stretch = 500;

/** Approved questions of the bank that fit everything named, at most `max`, in the order of their ids; the whole bank is looked through. */
export async function approvedInPool(
  organisationId: string,
  { folderId, tag, competence, difficulty }: Pool,
  max: number,
): Promise<ApprovedQuestion[]> {
  const wanted: BankFilter = {
    folders: folderId === null ? undefined : withBelow(await foldersOf(organisationId), folderId),
    ...{ tag: tag ?? undefined, competence: competence ?? undefined, difficulty: difficulty ?? undefined },
  };
  const found = new Map<string, ApprovedQuestion>();
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await store.listed(organisationId, false, from, stretch);
    for (const each of items.filter((one) => fits(one, wanted)).flatMap(approved)) found.set(each.id, each);
    from = lastKey;
  } while (from && found.size < max);
  return [...found.values()].slice(0, max).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** All that is kept about a person: which questions they wrote, submitted or answered. */
export async function dataOf(personId: string) {
  const ids = await tracedQuestions(personId);
  const questions = [];
  for (let start = 0; start < ids.length; start += 100) {
    const some = await store.questionsById(ids.slice(start, start + 100));
    questions.push(...some.map((question) => partIn(personId, question)));
  }
  return { questions };
}
