/// <reference lib="dom" />
/** Pages of tests, for everybody: in every kind of question, under way and reviewed. */
import type { OpenAttempt } from '#contracts/attempts.ts';
import { bankOf, nineKinds, rightAnswers, runOf } from '../support/exam.ts';
import { createOrganisation, newId } from '../support/stack.ts';
import { createRun, learnerOf, releasedQuiz, sit, type Tab } from '../support/tests.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'learner' | 'newcomer';
interface Ground {
  /** with a code, not begun */
  ready: string;
  /** sat once, all kinds answered and explained */
  sat: string;
  reviewed: string;
  hidden: string;
  /** one question a page, and all on one */
  single: string;
  all: string;
}

const attempt =
  (key: 'single' | 'all' | 'reviewed' | 'hidden', rest = '') =>
  (ground: Ground) =>
    `/attempts/${ground[key]}${rest}`;

const places: Place<Ground, Who>[] = [
  { name: 'tests', who: 'learner', path: () => '/tests', ready: 'main li h3' },
  { name: 'tests, none', who: 'newcomer', path: () => '/tests', ready: 'main .empty' },
  { name: 'home with a test', who: 'learner', path: () => '/', ready: '#next-test' },
  { name: 'a test to begin', who: 'learner', path: ({ ready }) => `/tests/${ready}`, ready: '#code' },
  { name: 'a test that was sat', who: 'learner', path: ({ sat }) => `/tests/${sat}`, ready: '#own' },
  { name: 'a question', who: 'learner', path: attempt('single'), ready: '.question input' },
  { name: 'all kinds of questions', who: 'learner', path: attempt('all'), ready: 'textarea' },
  {
    name: 'the end of a test',
    who: 'learner',
    path: attempt('single'),
    ready: '.question',
    press: '.map .link:visible, .map .wide:visible',
  },
  { name: 'a review', who: 'learner', path: attempt('reviewed', '/review'), ready: '#r-9' },
  {
    name: 'a review that is not shown',
    who: 'learner',
    path: attempt('hidden', '/review'),
    ready: 'main .empty',
    allow: [/status of 40[39]/],
  },
  {
    name: 'an attempt that does not open',
    who: 'learner',
    path: () => `/attempts/${newId('attempt')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
];

const questionsOf = ({ sections }: OpenAttempt) => sections.flatMap(({ questions }) => questions);

async function answerAll(tab: Tab): Promise<void> {
  const ids = questionsOf(tab.opened).map(({ questionId }) => questionId);
  await tab.save(rightAnswers.slice(0, -1).map((answer, index) => tab.entry(ids[index]!, answer)));
}

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const bank = await bankOf(nineKinds);
  const [learner, newcomer] = [await learnerOf(bank.academyId), await learnerOf(await createOrganisation('academy'))];
  const single = await runOf(bank, { layout: 'oneQuestion' });
  const all = await runOf(bank, { layout: 'onePage' });
  const never = await runOf(bank, { show: { when: 'never', score: true, marks: true, key: true } });
  const ready = await createRun(bank.author, bank.academyId, await releasedQuiz(bank), { code: 'ABCD' });
  const past = await sit(learner, all.id);
  await answerAll(past);
  await past.submit();
  const hidden = await sit(learner, never.id);
  await hidden.submit();
  const [one, onePage] = [await sit(learner, single.id), await sit(learner, all.id)];
  const ground = {
    ...{ ready: ready.id, sat: all.id, reviewed: past.opened.id, hidden: hidden.opened.id },
    ...{ single: one.opened.id, all: onePage.opened.id },
  };
  return { ground, people: { learner, newcomer } };
});
