/** The form of one mark: on the device until the academy has it, and whole beside what a colleague gave meanwhile. */
import { assignmentMarking, type MarkedWork } from '#contracts/assignment-marking.ts';
import type { Assignment } from '#contracts/assignments.ts';
import { idPrefixes } from '#contracts/common.ts';
import type { Passage } from '#contracts/passages.ts';
import { ulid } from 'ulid';
import { isRefusal, useAction } from '../../lib/action.svelte.ts';
import { call } from '../../lib/client.ts';
import { deviceDraft, deviceKeeper } from '../../lib/device-draft.ts';
import { formatNumber } from '../../lib/format.ts';
import { session } from '../../lib/session.svelte.ts';
import { rubricPoints } from '../marking/marking-view.ts';
import { numberTyped } from '../quizzes/texts.ts';
import { draftOf, isMarkDraft, markOf, type MarkDraft } from './mark-draft.ts';

export class MarkWork {
  readonly #assignment: () => Assignment;
  readonly #work: () => MarkedWork;
  readonly #action = useAction();
  readonly #device;
  #typed = $state.raw<MarkDraft>();
  kept = $state(false);
  tried = $state<'marked' | 'returned'>();
  /** marked by a colleague, or handed in anew, while it was being marked here */
  overtaken = $state(false);
  reworkDueAt = $state.raw<string | null | undefined>(null);

  constructor(assignment: () => Assignment, work: () => MarkedWork) {
    this.#assignment = assignment;
    this.#work = work;
    this.#device = deviceDraft(deviceKeeper(), ['markWork', session.me?.id ?? '', work().workId], isMarkDraft);
    this.#typed = this.#device.read();
    this.kept = this.#typed !== undefined;
    // what was typed of an earlier submission is shown, and has to be looked at anew
    this.overtaken = this.#typed !== undefined && this.#typed.number !== work().submissions[0]?.number;
  }
  get values(): MarkDraft {
    return this.#typed ?? draftOf(this.#work(), (points) => formatNumber(points, 2));
  }
  get points(): number | undefined {
    return numberTyped(this.values.points, 0, this.#assignment().pointsMax);
  }
  get busy(): boolean {
    return this.#action.busy;
  }
  get error(): unknown {
    return this.overtaken ? undefined : this.#action.error;
  }
  get changed(): boolean {
    return this.#typed !== undefined;
  }
  /** learners have seen the mark that is to be changed */
  get asksReason(): boolean {
    return this.#assignment().releasedAt !== null && this.#work().points !== null;
  }
  get needs(): 'points' | 'comment' | 'reason' | undefined {
    if (this.tried === 'marked' && this.points === undefined) return 'points';
    if (this.tried === 'returned' && !this.values.comment.trim() && !this.values.comments.length) return 'comment';
    return this.tried && this.asksReason && !this.values.reason.trim() ? 'reason' : undefined;
  }

  type(change: Partial<MarkDraft>): void {
    this.#typed = { ...this.values, ...change };
    this.kept = this.#device.keep(this.#typed);
  }
  choose(criterion: string, level: string): void {
    const { content, pointsMax } = this.#assignment();
    const levels = { ...this.values.levels, [criterion]: level };
    const sum = rubricPoints(content.rubric, levels, pointsMax);
    this.type({ levels, ...(sum === undefined ? {} : { points: formatNumber(sum, 2) }) });
  }
  remark(passage: Passage): string {
    const id = `${idPrefixes.comment}_${ulid()}`;
    this.type({ comments: [...this.values.comments, { id, passage, text: '' }] });
    return id;
  }
  say(id: string, text: string): void {
    this.type({ comments: this.values.comments.map((each) => (each.id === id ? { ...each, text } : each)) });
  }
  unsay(id: string): void {
    this.type({ comments: this.values.comments.filter((each) => each.id !== id) });
  }
  drop(): void {
    this.#typed = undefined;
    [this.kept, this.overtaken, this.tried] = [false, false, undefined];
    this.#action.clear();
    this.#device.keep(null);
  }

  /** The work once it is marked – or, where somebody was quicker, as they left it; what was typed stays then. */
  async save(outcome: 'marked' | 'returned'): Promise<MarkedWork | undefined> {
    this.tried = outcome;
    this.overtaken = false;
    if (this.needs || this.reworkDueAt === undefined) return undefined;
    const { levels, comment, comments, reason } = this.values;
    const work = this.#work();
    const body = {
      ...{ revision: markOf(work)?.revision ?? 0, number: work.submissions[0]!.number, outcome, levels },
      points: outcome === 'marked' ? this.points! : null,
      comment: comment.trim() || null,
      comments: comments.filter(({ text }) => text.trim()),
      reworkDueAt: outcome === 'returned' ? this.reworkDueAt : null,
      reason: this.asksReason ? reason.trim() : null,
    };
    const params = this.#params();
    let saved: MarkedWork | undefined;
    const isSaved = await this.#action.run(async () => {
      saved = await call(assignmentMarking.markWork, { params, body });
    });
    if (isSaved) this.drop();
    else if (isRefusal(this.#action.error, 'conflict')) {
      saved = await call(assignmentMarking.work, { params }).catch(() => undefined);
      this.overtaken = saved !== undefined;
    }
    return saved;
  }
  #params() {
    const { cohort, id } = this.#assignment();
    return { cohortId: cohort.id, assignmentId: id, workId: this.#work().workId };
  }
}
