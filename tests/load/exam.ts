/** A test to be sat under load: an academy of learners, twenty approved questions of many kinds, a quiz, its runs. */
import { ulid } from 'ulid';
import { idPrefixes, type IdKind } from '#contracts/common.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import type { Answer, KindContent, QuestionContent } from '#contracts/question-kinds.ts';
import { questions } from '#contracts/questions.ts';
import { type QuizSettings } from '#contracts/quiz-settings.ts';
import { quizReviews } from '#contracts/quiz-reviews.ts';
import { quizzes } from '#contracts/quizzes.ts';
import { runs } from '#contracts/runs.ts';
import { inParallel } from '../../functions/platform/parallel.ts';
import { Client } from '../../infra/local/client.ts';
import { firstAdministrator, testPassword } from '../support/first-administrator.ts';

export const newId = (kind: IdKind): string => `${idPrefixes[kind]}_${ulid()}`;

/** What is asked of the stack besides its API: it may live in another process. */
export interface Hands {
  origin: string;
  bootstrap(): Promise<void>;
  setPassword(login: string): Promise<void>;
}
export interface Learner {
  personId: string;
  /** header of a signed-in session */
  cookie: string;
}
export interface Exam {
  academyId: string;
  author: Client;
  quizId: string;
  questionIds: string[];
  learners: Learner[];
}

const atOnce = 4;
const settings: QuizSettings = {
  ...{ minutes: 60, attempts: 1, passShare: 0.5, countsAs: 'best', layout: 'onePerSection', navigation: 'free' },
  practice: false,
  show: { when: 'atOnce', score: true, marks: true, key: true },
  blackout: { policy: 'none' },
};

export async function prepareExam(hands: Hands, learnersTotal: number): Promise<Exam> {
  await hands.bootstrap();
  const { organisation, administrator } = firstAdministrator;
  const admin = await signedIn(hands, administrator.login);
  const academyId = newId('organisation');
  const academy = { id: academyId, parentId: organisation.id, kind: 'academy', name: { uk: 'Академія' } } as const;
  await admin.call(organisations.createOrganisation, { body: { ...academy, timeZone: 'Europe/Kyiv' } });
  const person = personMaker(hands, admin, academyId);
  const [author, reviewer] = [await person('instructor'), await person('reviewer')];
  const questionIds = await approvedQuestions(author.client, reviewer.client, academyId);
  const quizId = await approvedQuiz(author.client, reviewer.client, academyId, questionIds);
  const learners = await inParallel(Array.from({ length: learnersTotal }), atOnce, async () => {
    const { personId, client } = await person('learner');
    return {
      personId,
      cookie: client
        .cookies()
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    };
  });
  return { academyId, author: author.client, quizId, questionIds, learners };
}

const signedIn = async (hands: Hands, login: string): Promise<Client> => {
  await hands.setPassword(login);
  return new Client(hands.origin).signIn(login, testPassword);
};

const personMaker = (hands: Hands, admin: Client, organisationId: string) => async (role: Role) => {
  const personId = newId('person');
  const login = `${personId.toLowerCase().replace('_', '.')}@kurs.test`;
  const named = {
    givenName: 'Проба',
    familyName: `Особа ${personId.slice(-6)}`,
    locale: 'uk',
    timeZone: 'Europe/Kyiv',
  } as const;
  const memberships = [{ organisationId, roles: [role] }];
  await admin.call(people.createPerson, { body: { id: personId, login, ...named, memberships } });
  return { personId, client: await signedIn(hands, login) };
};

async function approvedQuestions(author: Client, reviewer: Client, organisationId: string): Promise<string[]> {
  const params = { organisationId };
  const made = Array.from({ length: 20 }, (_, index) => ({
    ...{ id: newId('question'), folderId: null, use: 'exam' as const, difficulty: 2 },
    ...{ tags: [], competences: [], norms: [], content: contentOf(index) },
  }));
  const ids = made.map(({ id }) => id);
  await author.call(questions.addQuestions, { params, body: { questions: made } });
  await author.call(questions.submitQuestions, { params, body: { ids } });
  await inParallel(ids, atOnce, async (questionId) => {
    const { hash } = await reviewer.call(questions.questionReview, { params: { questionId } });
    await reviewer.call(questions.decideQuestion, {
      params: { questionId },
      body: { decision: 'approve', hash, note: null },
    });
  });
  return ids;
}

async function approvedQuiz(author: Client, reviewer: Client, organisationId: string, ids: string[]): Promise<string> {
  const quizId = newId('quiz');
  const sections = Array.from({ length: 5 }, (_, page) => ({
    ...{ id: `p${page}`, title: null, shuffle: true, draws: [] },
    questions: ids.slice(page * 4, page * 4 + 4).map((questionId) => ({ questionId, points: 1 })),
  }));
  const content = {
    title: { uk: 'Тактична медицина' },
    intro: null,
    languages: ['uk' as const],
    use: 'exam' as const,
    sections,
    settings,
  };
  const { revision } = await author.call(quizzes.createQuiz, {
    params: { organisationId },
    body: { id: quizId, content },
  });
  await author.call(quizReviews.submitQuiz, { params: { quizId }, body: { revision } });
  const { hash } = await reviewer.call(quizReviews.frozenQuiz, { params: { quizId }, query: {} });
  await reviewer.call(quizReviews.decideQuiz, { params: { quizId }, body: { decision: 'approve', hash, note: null } });
  return quizId;
}

/** Another run of the quiz: everybody sits each once. */
export async function newRun({ author, academyId, quizId }: Exam): Promise<string> {
  const body = {
    id: newId('run'),
    quizId,
    title: null,
    audience: [academyId],
    opensAt: null,
    closesAt: null,
    code: null,
  };
  return (await author.call(runs.createRun, { params: { organisationId: academyId }, body })).id;
}

const options = ['a', 'b', 'c', 'd'];
const said = (index: number, what: string) => ({
  uk: `${what} № ${index + 1}: що насамперед робить поліцейський, який першим прибув на місце події?`,
});
const few = (index: number, letter: string) => ({
  uk: `Відповідь ${letter}${index}: оцінює безпеку й викликає допомогу`,
});

/** Twelve of one option, three of several, two yes or no, a word, a number, an order. */
function contentOf(index: number): QuestionContent {
  return {
    ask: said(index, `Запитання ${ulid()}`),
    body: bodyOf(index),
    explanation: { uk: 'Спершу безпека, тоді допомога.' },
  };
}

function bodyOf(index: number): KindContent {
  const texts = options.map((id) => ({ id, text: few(index, id) }));
  if (index < 12)
    return {
      kind: 'single',
      shuffle: true,
      options: texts.map((each) => ({ ...each, share: each.id === 'a' ? 1 : 0 })),
    };
  if (index < 15) {
    const all = texts.map((each) => ({ ...each, correct: each.id < 'c' }));
    return { kind: 'multiple', shuffle: true, scoring: 'partial', options: all };
  }
  if (index < 17) return { kind: 'trueFalse', correct: true };
  if (index === 17) {
    const patterns = [{ language: null, text: 'джгут', share: 1 }];
    return { kind: 'shortText', patterns, matchCase: false, matchDiacritics: true, foldLookAlikes: true };
  }
  if (index === 18) return { kind: 'numeric', answers: [{ value: '112', tolerance: '0', share: 1 }], units: [] };
  return { kind: 'ordering', items: texts, scoring: 'position' };
}

/** Some answer to the question at this place; `pick` is from 0 to 1. */
export function answerTo(index: number, pick: number): Answer {
  const option = options[Math.floor(pick * options.length)]!;
  if (index < 12) return { kind: 'single', option };
  if (index < 15) return { kind: 'multiple', options: options.slice(0, 1 + Math.floor(pick * 3)) };
  if (index < 17) return { kind: 'trueFalse', value: pick < 0.5 };
  if (index === 17) return { kind: 'shortText', text: pick < 0.5 ? 'Джгут' : `бинт ${pick}` };
  if (index === 18) return { kind: 'numeric', text: pick < 0.5 ? '112' : String(Math.floor(pick * 1000)), unit: null };
  return { kind: 'ordering', order: pick < 0.5 ? options : options.toReversed() };
}
