/** The form of one mark: what is typed is on the device until the academy has it, and outlives a colleague who was quicker. */
import { marking, type ToMark } from '#contracts/marking.ts';
import type { Rubric } from '#contracts/question-kinds.ts';
import { isRefusal, useAction } from '../../lib/action.svelte.ts';
import { call } from '../../lib/client.ts';
import { deviceDraft, deviceKeeper } from '../../lib/device-draft.ts';
import { formatNumber } from '../../lib/format.ts';
import { session } from '../../lib/session.svelte.ts';
import { numberTyped } from '../quizzes/texts.ts';
import { isMarkDraft, rubricPoints, type MarkDraft } from './marking-view.ts';

export class MarkForm {
  readonly #runId: string;
  readonly #answer: () => ToMark;
  readonly #rubric: () => Rubric;
  readonly #action = useAction();
  readonly #device;
  #typed = $state.raw<MarkDraft>();
  /** it is on the device */
  kept = $state(false);
  tried = $state(false);
  /** a colleague has marked this answer while it was being marked here */
  overtaken = $state(false);

  constructor(runId: string, answer: () => ToMark, rubric: () => Rubric) {
    this.#runId = runId;
    this.#answer = answer;
    this.#rubric = rubric;
    const { attemptId, questionId } = answer();
    this.#device = deviceDraft(deviceKeeper(), ['mark', session.me?.id ?? '', attemptId, questionId], isMarkDraft);
    this.#typed = this.#device.read();
    this.kept = this.#typed !== undefined;
  }
  get values(): MarkDraft {
    return this.#typed ?? draftOf(this.#answer());
  }
  /** undefined: none that this question can bring */
  get points(): number | undefined {
    return numberTyped(this.values.points, 0, this.#answer().pointsMax);
  }
  get busy(): boolean {
    return this.#action.busy;
  }
  get error(): unknown {
    return this.overtaken ? undefined : this.#action.error;
  }
  /** something is typed that the academy does not have */
  get changed(): boolean {
    return this.#typed !== undefined;
  }

  type(change: Partial<MarkDraft>): void {
    this.#typed = { ...this.values, ...change };
    this.kept = this.#device.keep(this.#typed);
  }
  choose(criterion: string, level: string): void {
    const levels = { ...this.values.levels, [criterion]: level };
    const sum = rubricPoints(this.#rubric(), levels, this.#answer().pointsMax);
    this.type({ levels, ...(sum === undefined ? {} : { points: formatNumber(sum, 2) }) });
  }
  /** Back to what the academy has. */
  drop(): void {
    this.#typed = undefined;
    this.kept = false;
    this.tried = false;
    this.overtaken = false;
    this.#action.clear();
    this.#device.keep(null);
  }

  /** The answer once it is marked – or, where a colleague was quicker, as they left it; what was typed stays then. */
  async save(): Promise<ToMark | undefined> {
    this.tried = true;
    this.overtaken = false;
    const points = this.points;
    if (points === undefined) return undefined;
    const { attemptId, questionId, revision } = this.#answer();
    const { levels, comment } = this.values;
    const body = { revision, points, levels, comment: comment.trim() || null };
    let answer: ToMark | undefined;
    const isMarked = await this.#action.run(async () => {
      answer = await call(marking.mark, { params: { attemptId, questionId }, body });
    });
    if (isMarked) this.drop();
    else if (isRefusal(this.#action.error, 'conflict')) answer = await this.#newest();
    return answer;
  }
  async #newest(): Promise<ToMark | undefined> {
    const { attemptId, questionId } = this.#answer();
    const query = { attemptId, questionId };
    const found = await call(marking.toMark, { params: { runId: this.#runId }, query }).catch(() => undefined);
    this.overtaken = found?.items[0] !== undefined;
    return found?.items[0];
  }
}

const draftOf = ({ mark }: ToMark): MarkDraft => ({
  points: mark ? formatNumber(mark.points, 2) : '',
  levels: mark?.levels ?? {},
  comment: mark?.comment ?? '',
});
