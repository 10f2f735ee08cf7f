/** Questions and versions as they are shown. */
import type { z } from '#contracts/z.ts';
import type { Named } from '#contracts/blocks.ts';
import { mayIn } from '#contracts/permissions.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { Question, QuestionCard, QuestionVersion } from '#contracts/questions.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Access } from './access.ops.ts';
import { hasWritten, isChanged } from './question.ts';
import { draftOf, type StoredQuestion } from './questions.store.ts';
import type { StoredVersion } from './versions.store.ts';

export type NameOf = (personId: string) => z.infer<typeof Named>;

/** Looks up who is named; somebody nobody knows any more has no name. */
export async function namesOf(ids: readonly string[]): Promise<NameOf> {
  const people = await peopleById([...new Set(ids)]);
  return (id) => ({ id, givenName: people.get(id)?.givenName ?? '', familyName: people.get(id)?.familyName ?? '' });
}

const card = (question: StoredQuestion, nameOf: NameOf): QuestionCard => {
  const { id, organisationId, kind, use, difficulty, tags, competences, norms, ask, languages, state } = question;
  return {
    ...{ id, organisationId, kind, use, difficulty, tags, competences, norms, ask, languages, state },
    ...{ folderId: question.folderId ?? null, version: question.version ?? null, changed: isChanged(question) },
    ...{ archived: question.archived, changedAt: question.changedAt, changedBy: nameOf(question.changedBy) },
  };
};

export async function cardsShown(questions: readonly StoredQuestion[]): Promise<QuestionCard[]> {
  const nameOf = await namesOf(questions.map(({ changedBy }) => changedBy));
  return questions.map((question) => card(question, nameOf));
}

/** Those that wait for a reviewer, with who submitted them. */
export async function waitingShown(ctx: Context, questions: readonly StoredQuestion[], path: readonly string[]) {
  const nameOf = await namesOf(questions.flatMap(({ changedBy, submittedBy = '' }) => [changedBy, submittedBy]));
  return questions.map((question) => ({
    ...card(question, nameOf),
    submittedAt: question.submittedAt ?? question.changedAt,
    submittedBy: nameOf(question.submittedBy ?? question.changedBy),
    mayDecide: mayDecide(ctx, { question, path: [...path] }),
  }));
}

/** May the asker answer what waits? Never who has written it. */
export const mayDecide = (ctx: Context, { question, path }: Access): boolean =>
  question.state === 'inReview' &&
  mayIn(ctx.person.memberships, 'reviewQuestions', path) &&
  !hasWritten(question, ctx.person);

/** The question with its draft, which is read where it is not given. */
export async function questionView(ctx: Context, access: Access, draft?: QuestionContent): Promise<Question> {
  const { question, path } = access;
  const { origin } = question;
  const [content, nameOf, organisations] = await Promise.all([
    draft ?? draftOf(question.id),
    namesOf([question.changedBy]),
    organisationsById(origin ? [origin.organisationId] : []),
  ]);
  return {
    ...card(question, nameOf),
    content,
    revision: question.revision,
    note: question.state === 'returned' ? (question.note ?? null) : null,
    mayChange: !question.archived && mayIn(ctx.person.memberships, 'writeQuestions', path),
    mayDecide: mayDecide(ctx, access),
    origin: origin
      ? {
          ...{ questionId: origin.questionId, version: origin.version },
          organisationName: organisations.get(origin.organisationId)?.name ?? { en: '…' },
        }
      : null,
  };
}

export async function versionsShown(versions: readonly StoredVersion[]): Promise<QuestionVersion[]> {
  const nameOf = await namesOf(versions.map(({ approvedBy }) => approvedBy));
  return versions.map(({ approvedBy, ...version }) => ({ ...version, approvedBy: nameOf(approvedBy) }));
}
