/// <reference lib="dom" />
/** Pages on which people mark, decide appeals and look at results; with nothing on them as well. */
import { marking } from '#contracts/marking.ts';
import { correctKey, essayBank, essayOf, satBy } from '../support/marking.ts';
import { newId } from '../support/stack.ts';
import { openRun, option } from '../support/tests.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'author' | 'learner';
interface Ground {
  /** essays wait, an appeal waits */
  waiting: string;
  /** only choices; one key was corrected and one can be */
  marked: string;
  /** marked without names, results wait for a release */
  nameless: string;
  /** nobody has sat it */
  empty: string;
  /** with a comment and an appeal that was decided */
  reviewed: string;
}

const page = (key: Exclude<keyof Ground, 'reviewed'>, name: 'marking' | 'results') => (ground: Ground) =>
  `/runs/${ground[key]}/${name}`;

const places: Place<Ground, Who>[] = [
  { name: 'answers to mark, and appeals', who: 'author', path: page('waiting', 'marking'), ready: 'main article form' },
  { name: 'answers without names', who: 'author', path: page('nameless', 'marking'), ready: 'main article form' },
  { name: 'nothing to mark', who: 'author', path: page('marked', 'marking'), ready: 'main .empty' },
  { name: 'a test nobody has sat', who: 'author', path: page('empty', 'marking'), ready: 'main .empty' },
  { name: 'results', who: 'author', path: page('marked', 'results'), ready: '#learners' },
  { name: 'results with papers that wait', who: 'author', path: page('waiting', 'results'), ready: '#learners' },
  { name: 'no results yet', who: 'author', path: page('empty', 'results'), ready: 'main .empty' },
  {
    name: 'a key to correct',
    who: 'author',
    path: page('marked', 'results'),
    ready: 'ol li button',
    press: 'ol li button',
  },
  {
    name: 'results that wait for the last mark',
    who: 'author',
    path: page('nameless', 'results'),
    ready: 'main .empty',
    allow: [/status of 409/],
  },
  {
    name: 'results that do not open',
    who: 'author',
    path: () => `/runs/${newId('run')}/results`,
    ready: 'main [role=alert]',
    allow: [/status of 40[49]/],
  },
  {
    name: 'a review with words and a decided appeal',
    who: 'learner',
    path: ({ reviewed }) => `/attempts/${reviewed}/review`,
    ready: '.appeal strong',
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const bank = await essayBank();
  const [choiceId, rubricId, plainId] = bank.questionIds as [string, string, string];
  const { author } = bank;
  const waiting = await satBy(bank, {}, [choiceId, rubricId], {
    Коваленко: [option('b'), essayOf('Перша думка.')],
    Мельник: [option('a'), essayOf('Друга думка.')],
  });
  const [{ client: learner, tab }] = waiting.sitters as [(typeof waiting.sitters)[number]];
  const attemptId = tab.opened.id;
  const appeal = (questionId: string) => {
    const body = { id: newId('appeal'), text: 'Прошу ще раз подивитися: умова двозначна.' };
    return learner.call(marking.appeal, { params: { attemptId, questionId }, body });
  };
  const { id } = await appeal(choiceId);
  await author.call(marking.decideAppeal, {
    params: { attemptId, questionId: choiceId },
    body: { id, points: 1, answer: 'Згодні.' },
  });
  await author.call(marking.mark, {
    params: { attemptId, questionId: rubricId },
    body: { revision: 0, points: 1, levels: { law: 'l1', words: 'w1' }, comment: 'Точно й коротко.' },
  });
  await appeal(rubricId);
  const marked = await satBy(bank, {}, [choiceId], { Бондар: [option('a')], Ткач: [option('b')] });
  await correctKey(bank, choiceId, 'b');
  const show = { when: 'onRelease', score: true, marks: true, key: true } as const;
  const nameless = await satBy(bank, { show }, [plainId], { Кравець: [essayOf('Без імені.')] });
  await author.call(marking.setAnonymous, { params: { runId: nameless.runId }, body: { anonymous: true } });
  const ground = {
    ...{ waiting: waiting.runId, marked: marked.runId, nameless: nameless.runId },
    ...{ empty: (await openRun(bank)).id, reviewed: attemptId },
  };
  return { ground, people: { author, learner } };
});
