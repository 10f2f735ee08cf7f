/** What a page owes its reader after navigation: title, focus on the heading, a spoken announcement. */
import { tick } from 'svelte';
import { t } from './i18n.svelte.ts';

let count = $state(0);
let announcement = $state('');
let settled = 0;

/** The router calls this after each navigation. */
export function navigated(): void {
  count += 1;
}

/** Speaks a sentence in the page's status region. */
export function announce(text: string): void {
  // the same sentence twice is spoken twice only if the text changes
  announcement = announcement === text ? `${text}\u00a0` : text;
}

export const announced = {
  get text(): string {
    return announcement;
  },
};

/**
 * To be called once by each page. As soon as the title is known it goes into the window's title; after a navigation the
 * page's `h1` gets the focus and the title is announced. Return undefined while the title is still loading.
 */
export function usePage(title: () => string | undefined): void {
  $effect(() => {
    const navigation = count;
    const text = title();
    if (!text) return;
    document.title = `${text} – ${t('app.name')}`;
    if (navigation === settled) return;
    const first = settled === 0;
    settled = navigation;
    if (!first) void arrive(text);
  });
}

/** Reading pages and sign-in lie on the sheet, overviews on the desk. */
export function useSheet(): void {
  $effect(() => {
    document.body.classList.add('sheet');
    return () => document.body.classList.remove('sheet');
  });
}

async function arrive(title: string): Promise<void> {
  await tick();
  const heading = document.querySelector<HTMLElement>('main h1, h1');
  if (!heading) return;
  heading.tabIndex = -1;
  // where the next step is to write something, the page says so
  const first = document.querySelector<HTMLElement>('main [data-arrive]');
  (first ?? heading).focus({ preventScroll: true });
  announce(title);
}
