/** What submitting a quiz would stumble over. Pure. */
import type { Language } from '#contracts/common.ts';
import { paperMax, poolMax, type QuizContent, type QuizProblem, type QuizSection } from '#contracts/quizzes.ts';
import { allQuestions, drawsIn, paperLength, shortDraws, type Pools } from './paper.ts';

/** What the bank says of a question that stands in the quiz. */
export interface FixedQuestion {
  use: 'exam' | 'practice';
  /** null: no reviewer has approved it yet */
  approved: { version: number; languages: readonly Language[] } | null;
}
/** What readiness has to know: questions of the bank by id – those gone or put away are absent – and what draws may take. */
export interface BankView {
  questions: ReadonlyMap<string, FixedQuestion>;
  pools: Pools;
}

const problem = (code: QuizProblem['code'], where: Partial<QuizProblem> = {}): QuizProblem => ({
  code,
  ...{ section: null, questionId: null, drawId: null, language: null },
  ...where,
});

export function problemsOf(content: QuizContent, bank: BankView): QuizProblem[] {
  return [
    ...wordProblems(content),
    ...content.sections.flatMap((section) => sectionProblems(content, section, bank)),
    ...twice(content),
    ...drawProblems(content, bank.pools),
    ...(paperLength(content) > paperMax ? [problem('paperTooLong')] : []),
    ...(allQuestions(content, bank.pools).length > poolMax ? [problem('poolTooLarge')] : []),
  ];
}

/** Whatever is said in one language is said in all of the quiz. */
function wordProblems({ languages, title, intro, sections }: QuizContent): QuizProblem[] {
  const lacking = (text: Partial<Record<Language, string>>) => languages.filter((language) => !text[language]?.trim());
  const ofQuiz = new Set([...lacking(title), ...(intro ? lacking(intro) : [])]);
  return [
    ...[...ofQuiz].map((language) => problem('languageMissing', { language })),
    ...sections.flatMap((section) =>
      section.title
        ? lacking(section.title).map((language) => problem('languageMissing', { section: section.id, language }))
        : [],
    ),
  ];
}

function sectionProblems(content: QuizContent, section: QuizSection, { questions }: BankView): QuizProblem[] {
  if (!section.questions.length && !section.draws.length) return [problem('empty', { section: section.id })];
  return section.questions.flatMap(({ questionId }) => {
    const found = questions.get(questionId);
    const where = { section: section.id, questionId };
    if (!found) return [problem('questionGone', where)];
    if (!found.approved) return [problem('questionNotApproved', where)];
    const { languages } = found.approved;
    return [
      ...content.languages
        .filter((language) => !languages.includes(language))
        .map((language) => problem('languageMissing', { ...where, language })),
      ...(isPractice(content) && found.use === 'exam' ? [problem('examInPractice', where)] : []),
    ];
  });
}

/** Questions kept for exams are not to be seen beforehand. */
export const isPractice = ({ use, settings }: Pick<QuizContent, 'use' | 'settings'>): boolean =>
  use === 'practice' || settings.practice;

function twice({ sections }: QuizContent): QuizProblem[] {
  const seen = new Set<string>();
  return sections.flatMap(({ id: section, questions }) =>
    questions.flatMap(({ questionId }) => {
      if (seen.has(questionId)) return [problem('twice', { section, questionId })];
      seen.add(questionId);
      return [];
    }),
  );
}

function drawProblems(content: QuizContent, pools: Pools): QuizProblem[] {
  const short = new Set(shortDraws(drawsIn(content), pools));
  return content.sections.flatMap(({ id: section, draws }) =>
    draws.filter(({ id }) => short.has(id)).map(({ id: drawId }) => problem('tooFewToDraw', { section, drawId })),
  );
}
