/**
 * The demo’s question bank: sixty questions in four languages, put in by an instructor in their folders, submitted, and approved by
 * the academy’s reviewer. Every id is derived from the content; each step does nothing where it is done already.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { norms } from '#contracts/norms.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { questionFolders } from '#contracts/question-folders.ts';
import { questions, questionsPerRequest, type QuestionMeta } from '#contracts/questions.ts';
import { Client } from './client.ts';
import { demoId } from './demo.ts';
import { articleIds } from './demo-drafts.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

const source = new URL('../../content/demo/questions/', import.meta.url);
const academy = { organisationId: demoId('organisation', 'naddniprianska') };
/** so many reviews at a time: the demo starts on small machines */
const atOnce = 4;

/** A file of the demo: the questions of one folder, and in which other one that lies. Norms and competences by their codes. */
export interface DemoQuestions {
  folder: string;
  below: string;
  questions: (Omit<QuestionMeta, 'folderId'> & { key: string; content: QuestionContent })[];
}

export const demoQuestions = (): DemoQuestions[] =>
  readdirSync(source).map((name) => JSON.parse(readFileSync(new URL(name, source), 'utf8')) as DemoQuestions);
export const demoQuestionId = (key: string): string => demoId('question', key);
export const demoFolderId = (name: string): string => demoId('folder', name);

export async function seedQuestions(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const [author, reviewer] = await Promise.all(
    ['instructor@kurs.example', 'reviewer@kurs.example'].map((login) =>
      new Client(stack.origin).signIn(login, demoPassword),
    ),
  );
  const files = demoQuestions();
  await makeFolders(author!, files);
  const ids = await addAll(author!, files);
  for (const some of portions(ids, questionsPerRequest))
    await author!.call(questions.submitQuestions, { params: academy, body: { ids: some } });
  await approveAll(reviewer!, new Set(ids));
  say(`question bank: ${ids.length} questions`);
}

async function makeFolders(author: Client, files: readonly DemoQuestions[]): Promise<void> {
  const tops = [...new Set(files.map(({ below }) => below))];
  const all = [
    ...tops.map((name) => ({ name, parentId: null })),
    ...files.map(({ folder, below }) => ({ name: folder, parentId: demoFolderId(below) })),
  ];
  for (const { name, parentId } of all) {
    const body = { revision: 0, parentId, name, sharedWith: 'nobody' as const, organisationIds: [] };
    await author.call(questionFolders.putFolder, { params: { ...academy, folderId: demoFolderId(name) }, body });
  }
}

async function addAll(author: Client, files: readonly DemoQuestions[]): Promise<string[]> {
  const [articles, { items }] = await Promise.all([articleIds(author), author.call(norms.competences, {})]);
  const competences = new Map(items.map(({ code, id }) => [code, id]));
  const all = files.flatMap(({ folder, questions: some }) =>
    some.map(({ key, ...question }) => ({
      ...question,
      id: demoQuestionId(key),
      folderId: demoFolderId(folder),
      norms: question.norms.map((code) => articles.get(code)!),
      competences: question.competences.map((code) => competences.get(code)!),
    })),
  );
  for (const some of portions(all, questionsPerRequest)) {
    const { outcomes } = await author.call(questions.addQuestions, { params: academy, body: { questions: some } });
    const bad = outcomes.find(({ outcome }) => outcome !== 'added');
    if (bad) throw new Error(`question ${bad.id}: ${bad.outcome}`);
  }
  return all.map(({ id }) => id);
}

/** Everything of the demo’s that waits. */
async function approveAll(reviewer: Client, ids: ReadonlySet<string>): Promise<void> {
  let cursor: string | null = null;
  const waiting: string[] = [];
  do {
    const page: { items: { id: string }[]; next: string | null } = await reviewer.call(questions.questionQueue, {
      params: academy,
      query: cursor ? { cursor } : {},
    });
    waiting.push(...page.items.map(({ id }) => id).filter((id) => ids.has(id)));
    cursor = page.next;
  } while (cursor);
  for (const some of portions(waiting, atOnce)) await Promise.all(some.map((id) => approve(reviewer, id)));
}

async function approve(reviewer: Client, questionId: string): Promise<void> {
  const params = { questionId };
  const { hash } = await reviewer.call(questions.questionReview, { params });
  await reviewer.call(questions.decideQuestion, { params, body: { decision: 'approve', hash, note: null } });
}

const portions = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
