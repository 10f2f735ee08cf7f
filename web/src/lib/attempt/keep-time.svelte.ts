/** What goes on by itself while an attempt is open: the clock, signs of life, the end, catching up. */
import { onMount, untrack } from 'svelte';
import { connection } from '../connection.svelte.ts';
import { t } from '../i18n.svelte.ts';
import { announce } from '../page.svelte.ts';
import { session } from '../session.svelte.ts';
import type { AttemptDesk } from './desk.svelte.ts';
import { askAgain, signsOfLife } from './living.ts';
import { markPassed } from './time-left.ts';

/** the academy may have been too busy to answer just then */
const overEveryMs = 5_000;

/** To be called by the page of an attempt. */
export function keepTime(desk: AttemptDesk): void {
  onMount(() => tickAlong(desk));
  onMount(() => signsOfLife(desk, document));
  onMount(() => warnWhenLeaving(desk));
  $effect(() => {
    if (connection.online) untrack(() => desk.connected());
  });
  $effect(() => {
    if (session.state === 'in') untrack(() => desk.mailing.signedIn());
  });
  // without a connection the end waits for the academy’s word
  const isOver = $derived(desk.over && !desk.submitted && connection.online);
  $effect(() => {
    if (!isOver) return;
    return untrack(() => askAgain(() => desk.timeIsUp(), overEveryMs));
  });
}

function tickAlong(desk: AttemptDesk): () => void {
  let left = Infinity;
  const timer = setInterval(() => {
    desk.tick();
    if (!desk.open || desk.endMs === null) return;
    const now = desk.endMs - desk.nowMs;
    const minutes = markPassed(left, now);
    if (minutes) announce(t('attempt.minutesLeft', { count: minutes }));
    left = now;
  }, 1_000);
  return () => clearInterval(timer);
}

/** What the device does not keep would be lost with the page. */
function warnWhenLeaving(desk: AttemptDesk): () => void {
  const leave = (event: BeforeUnloadEvent) => {
    if (desk.answering.waiting > 0 && !desk.answering.store.durable) event.preventDefault();
  };
  addEventListener('beforeunload', leave);
  return () => removeEventListener('beforeunload', leave);
}
