/** The questions inside a film on the author's desk, what the bank says of them, and where they are kept. */
import type { Language } from '#contracts/common.ts';
import {
  filmQuestionGapMs,
  filmQuestions,
  filmQuestionsMax,
  type FilmBankQuestion,
  type FilmQuestion,
} from '#contracts/film-questions.ts';
import type { QuestionCard } from '#contracts/questions.ts';
import { call } from '../../lib/client.ts';
import { pick } from '../../lib/i18n.svelte.ts';
import type { AdditionKind } from './additions.svelte.ts';
import { idsOf, noneKnown, withKnown } from './film-bank.ts';
import { TimedDesk, type TimedFormat } from './timed-desk.svelte.ts';
import type { PlaceFault, Timed } from './timed-items.ts';

export interface EditQuestion extends Timed, FilmQuestion {}

const questionsOf = (text: string): FilmQuestion[] => (text ? (JSON.parse(text) as FilmQuestion[]) : []);

/** As the academy takes it: one listens again from before the question, or not at all. */
const written = ({ atMs, questionId, version, required, againFromMs }: EditQuestion): FilmQuestion => ({
  ...{ atMs, questionId, version, required },
  againFromMs: againFromMs !== null && againFromMs < atMs ? againFromMs : null,
});

const format: TimedFormat<EditQuestion> = {
  gapMs: filmQuestionGapMs,
  max: filmQuestionsMax,
  read: questionsOf,
  written: (items) => items.map(written),
};

/** What is known of the questions of the bank; those just chosen among them. */
export class FilmBank {
  #known = $state.raw(noneKnown);
  /** whose bank the author may choose from; null: from none */
  of = $state<string | null>(null);

  get(questionId: string): FilmBankQuestion | undefined {
    return this.#known.get(questionId);
  }
  learn(bank: readonly FilmBankQuestion[]): void {
    this.#known = withKnown(this.#known, bank);
  }
}

export class QuestionsDesk extends TimedDesk<EditQuestion> {
  readonly bank: FilmBank;

  constructor(text: string, durationMs: number, bank: FilmBank) {
    super(format, text, durationMs);
    this.bank = bank;
  }

  /** ids of those that stand in the film */
  get standing(): ReadonlySet<string> {
    return idsOf(this.items);
  }

  /** In its newest approved version; required, and with nothing to listen to again, until the author says so. */
  add(ms: number, { id: questionId, kind, ask, use, version, languages }: QuestionCard): PlaceFault | undefined {
    if (version === null) return undefined;
    this.bank.learn([{ questionId, kind, ask, use, version, languages, fault: null }]);
    return this.addItem(ms, { questionId, version, required: true, againFromMs: null });
  }

  /** The newer version of the bank, where there is one. */
  newer({ questionId, version }: EditQuestion): number | undefined {
    const newest = this.bank.get(questionId)?.version ?? 0;
    return newest > version ? newest : undefined;
  }
}

/** With a bank of its own: the first that a page makes is the one it works with. */
export function questionsKind(): AdditionKind<QuestionsDesk> {
  const bank = new FilmBank();
  return {
    name: 'questions',
    remote: (params) => ({
      async load() {
        const { items, sha256, bank: known, bankOf } = await call(filmQuestions.filmQuestions, { params });
        bank.learn(known);
        bank.of = bankOf;
        return { text: items.length > 0 ? JSON.stringify(items) : '', sha256 };
      },
      async save(text, base) {
        const body = { items: questionsOf(text), base };
        return (await call(filmQuestions.saveFilmQuestions, { params, body })).sha256;
      },
    }),
    desk: (text, film) => new QuestionsDesk(text, film.durationSeconds * 1000, bank),
    words: (text: string, language: Language) =>
      questionsOf(text).map(({ questionId }) => pick(bank.get(questionId)?.ask ?? {}, language).text || questionId),
  };
}
