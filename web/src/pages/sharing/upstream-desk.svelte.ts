/** Deciding about pieces of an original: one request at a time, and what was answered is asked for anew. */
import { adoption, decisionsMax, type Piece } from '#contracts/adoption.ts';
import { authoring } from '#contracts/authoring.ts';
import type { BodyOf } from '#contracts/endpoint.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { reviews } from '#contracts/reviews.ts';
import { tick } from 'svelte';
import { isRefusal, useAction } from '../../lib/action.svelte.ts';
import { call } from '../../lib/client.ts';
import { t } from '../../lib/i18n.svelte.ts';
import { announce } from '../../lib/page.svelte.ts';
import { refresh } from '../../lib/query.svelte.ts';

type Decisions = BodyOf<typeof adoption.decideUpstream>['decisions'];
export type Choice = Decisions[number]['choice'];

export function useUpstreamDesk(courseId: () => string, version: () => number | null) {
  const action = useAction();
  let outdated = $state(false);
  let conflicts = $state(0);

  async function send(decisions: Decisions, said: (open: number) => string): Promise<boolean> {
    const newest = version();
    if (newest === null) return false;
    [outdated, conflicts] = [false, 0];
    const worked = await action.run(async () => {
      const input = { params: { courseId: courseId() }, body: { version: newest, decisions } };
      const { outcomes, open } = await call(adoption.decideUpstream, input);
      conflicts = outcomes.filter(({ outcome }) => outcome === 'conflict').length;
      announce(said(open));
    });
    outdated = !worked && isRefusal(action.error, 'conflict');
    if (worked || outdated) await refresh(...shown);
    return worked;
  }

  return {
    get busy(): boolean {
      return action.busy;
    },
    get error(): unknown {
      return outdated ? undefined : action.error;
    },
    /** there is a newer version to be looked at, or none any more */
    get outdated(): boolean {
      return outdated;
    },
    /** pieces that were changed here meanwhile: they are shown as they stand now */
    get conflicts(): number {
      return conflicts;
    },
    async decide({ key, revision }: Piece, choice: Choice, text?: string): Promise<boolean> {
      const next = neighbourOf(key);
      const decision = { key, revision, choice, ...(text === undefined ? {} : { text }) };
      const worked = await send([decision], (open) => `${t(`sharing.said.${choice}`)} ${left(open)}`);
      if (worked) await focusOn(next);
      return worked;
    },
    async takeAll(pieces: readonly Piece[]): Promise<void> {
      const decisions = pieces
        .slice(0, decisionsMax)
        .map(({ key, revision }) => ({ key, revision, choice: 'take' as const }));
      if (await send(decisions, (open) => `${t('sharing.said.take')} ${left(open)}`)) await focusOn(undefined);
    },
    /** Everything has been looked at. */
    async finish(): Promise<void> {
      await send([], () => t('sharing.finished'));
      await focusOn(undefined);
    },
  };
}
export type UpstreamDesk = ReturnType<typeof useUpstreamDesk>;

const shown = [
  adoption.upstream,
  adoption.upstreamLesson,
  adoption.ownChanges,
  adoption.ownLesson,
  authoring.draft,
  authoring.ownDrafts,
  authoring.organisationDrafts,
  draftBlocks.lessonDraft,
  reviews.readiness,
];

const left = (open: number): string => (open > 0 ? t('sharing.left', { count: open }) : t('sharing.noneLeft'));

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-piece]')];

/** Which piece comes after this one, or before it where it is the last. */
function neighbourOf(key: string): string | undefined {
  const all = rows();
  const at = all.findIndex((row) => row.dataset['piece'] === key);
  return (all[at + 1] ?? all[at - 1])?.dataset['piece'];
}

/** What was decided is gone: one goes on at the next, or at the top. */
async function focusOn(key: string | undefined): Promise<void> {
  await tick();
  const next = rows().find((row) => row.dataset['piece'] === key) ?? document.querySelector<HTMLElement>('h1');
  if (next && !next.hasAttribute('tabindex')) next.tabIndex = -1;
  next?.focus();
}
