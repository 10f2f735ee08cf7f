/** The decision about an appeal: its words are on the device until the academy has them. */
import { marking, type Appeal, type AppealToDecide } from '#contracts/marking.ts';
import { useChange } from '../../lib/change.svelte.ts';
import { call } from '../../lib/client.ts';
import { deviceDraft, deviceKeeper, textsIn } from '../../lib/device-draft.ts';
import { t } from '../../lib/i18n.svelte.ts';
import { announce } from '../../lib/page.svelte.ts';
import { refresh } from '../../lib/query.svelte.ts';
import { session } from '../../lib/session.svelte.ts';
import { numberTyped } from '../quizzes/texts.ts';

const nothing = { points: '', answer: '' };

export class AppealForm {
  readonly #item: AppealToDecide;
  readonly #device;
  /** a colleague who was quicker is seen in the list, which is read anew then */
  readonly change = useChange(marking.appeals, (kept) => (this.decided = kept as Appeal));
  decided = $state.raw<Appeal>();
  values = $state.raw(nothing);
  kept = $state(false);
  tried = $state(false);
  /** null: they stay; undefined: no points of this question */
  readonly points: number | null | undefined = $derived(
    this.values.points.trim() ? numberTyped(this.values.points, 0, this.#most()) : null,
  );

  constructor(item: AppealToDecide) {
    this.#item = item;
    this.#device = deviceDraft(
      deviceKeeper(),
      ['appealDecision', session.me?.id ?? '', item.appeal.id],
      textsIn('points', 'answer'),
    );
    const before = this.#device.read();
    this.values = before ?? nothing;
    this.kept = before !== undefined;
  }
  #most(): number {
    return this.#item.question.points;
  }

  type(change: Partial<typeof nothing>): void {
    this.values = { ...this.values, ...change };
    this.kept = this.#device.keep(this.values);
  }
  async decide(): Promise<void> {
    this.tried = true;
    const { points } = this;
    const answer = this.values.answer.trim();
    if (points === undefined || !answer) return;
    const { id, attemptId, questionId } = this.#item.appeal;
    const params = { attemptId, questionId };
    const worked = await this.change.run(() => call(marking.decideAppeal, { params, body: { id, points, answer } }));
    if (!worked) return;
    this.#device.keep(null);
    this.kept = false;
    announce(t('marking.appealDecided'));
    void refresh(marking.markingQuestions);
  }
}
