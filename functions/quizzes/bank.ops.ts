/** What the bank says of the questions of a quiz, and what draws may take. */
import { poolMax, type Draw, type QuizContent } from '#contracts/quizzes.ts';
import { approvedInPool, questionsById, type BankQuestion } from '../questions/questions.reads.ts';
import { drawsIn, fixedIn, type Pools } from './paper.ts';
import { isPractice, type BankView } from './readiness.ts';

type Fit = Pick<Draw, 'id' | 'folderId' | 'tag' | 'competence' | 'difficulty'>;
interface Wanted {
  isPractice: boolean;
  languages: readonly string[];
  /** stand in every paper and are never drawn */
  without: readonly string[];
}
/** of more than a quiz may draw from, some lack a language or are kept for exams */
const lookedAt = 2 * poolMax;

/** What readiness has to know about the questions of a quiz, and the fixed ones as its editor lists them. */
export async function bankView(
  organisationId: string,
  content: QuizContent,
): Promise<BankView & { fixed: BankQuestion[] }> {
  const ids = fixedIn(content);
  const wanted = { isPractice: isPractice(content), languages: content.languages, without: ids };
  const [found, pools] = await Promise.all([
    questionsById(organisationId, ids),
    poolsFor(organisationId, drawsIn(content), wanted),
  ]);
  const questions = [...found.values()].map(({ id, use, version, languages }) => {
    const approved = version === null ? null : { version, languages };
    return [id, { use, approved }] as const;
  });
  return { questions: new Map(questions), pools, fixed: [...found.values()] };
}

/** By draw: approved questions that fit, in all languages of the quiz, and none kept for exams where it is for practice. */
export async function poolsFor(organisationId: string, draws: readonly Fit[], wanted: Wanted): Promise<Pools> {
  const without = new Set(wanted.without);
  const pools = draws.map(async ({ id, ...fit }) => {
    const found = await approvedInPool(organisationId, fit, lookedAt);
    const fitting = found.filter(
      (question) =>
        !without.has(question.id) &&
        !(wanted.isPractice && question.use === 'exam') &&
        wanted.languages.every((language) => (question.languages as readonly string[]).includes(language)),
    );
    return [id, fitting.map((question) => question.id)] as const;
  });
  return new Map(await Promise.all(pools));
}
