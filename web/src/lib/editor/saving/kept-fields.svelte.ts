/**
 * Titles, reasons and other fields of a form in the journal of lessons: on the device as soon as they are typed, gone from
 * there once the academy has them, offered back by the next page where this one ended too early.
 */
import type { Language } from '#contracts/common.ts';
import { onMount, untrack } from 'svelte';
import { ulid } from 'ulid';
import { connection } from '../../connection.svelte.ts';
import { session } from '../../session.svelte.ts';
import { forget, holdPage, keep, leftBehind, type JournalEntry } from '../journal.ts';
import { fieldBlocks, fieldsIn, givenOf, type Fields } from './field-blocks.ts';

const lookEveryMs = 8000;

export interface KeptFieldsOf {
  /** which form, and of what: `les_… title` */
  place: () => string;
  language: () => Language;
  /** what was typed and the academy does not have; empty: nothing */
  unsent: () => Readonly<Record<string, string | undefined>>;
  /** what the academy has in a field: that is not offered back */
  known?: (field: string) => string | undefined;
  /** puts back what an earlier page left */
  bring: (fields: Fields) => void;
  /** tries to save again: called when the academy is within reach again */
  resume?: () => unknown;
}

/** Made by the component that shows the fields. */
export function useKeptFields({ place, language, unsent, known, bring, resume }: KeptFieldsOf) {
  const pageId = ulid();
  let found = $state.raw<JournalEntry[]>([]);
  /** what the device has of it, and since when */
  let kept = $state.raw<{ text: string; atMs: number }>();
  let refused = $state(false);
  let wrote = false;
  let over = false;
  let writing: Promise<void> = Promise.resolve();
  const fields = $derived(givenOf(unsent()));
  const text = $derived(JSON.stringify(fields));
  const waits = $derived(text !== '{}');

  const here = () => ({ personId: session.me?.id ?? '', lessonId: place(), language: language(), pageId });
  const isNews = (id: string, said: string) => (known?.(id) ?? '') !== said;
  const left = $derived(
    found
      .map((entry) => ({ ...entry, blocks: entry.blocks.filter((block) => isNews(block.id, block.text)) }))
      .filter(({ blocks }) => blocks.length > 0),
  );

  $effect(() => {
    void text;
    untrack(write);
  });
  $effect(() => {
    if (connection.online && session.state === 'in') untrack(() => waits && resume?.());
  });
  onMount(() => {
    const release = holdPage(pageId);
    void look();
    // another tab may have ended meanwhile and left words behind
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => {
      clearInterval(timer);
      void writing.then(release);
    };
  });

  function write(): void {
    if (over || (!waits && !wrote)) return;
    wrote = true;
    const entry = { ...here(), keptAtMs: Date.now(), blocks: fieldBlocks(fields) };
    const newest = { text, atMs: entry.keptAtMs };
    writing = writing
      .then(() => keep(entry))
      .then(
        () => void ((kept = newest), (refused = false)),
        () => void (refused = true),
      );
  }

  async function look(): Promise<void> {
    const { personId, lessonId } = here();
    const entries = await leftBehind(personId, lessonId).catch(() => []);
    if (place() === lessonId) found = entries.filter((entry) => entry.pageId !== pageId);
  }

  async function discard(entry: JournalEntry): Promise<void> {
    found = found.filter((each) => each.pageId !== entry.pageId || each.language !== entry.language);
    await forget(entry).catch(() => undefined);
  }

  return {
    get language(): Language {
      return language();
    },
    /** what pages left behind that are no more */
    get left(): readonly JournalEntry[] {
      return left;
    },
    get waits(): boolean {
      return waits;
    },
    /** since when the device has all that waits; undefined: the newest is still on its way there */
    get keptAt(): number | undefined {
      return kept?.text === text ? kept.atMs : undefined;
    },
    /** this browser keeps nothing */
    get refused(): boolean {
      return refused;
    },
    async bringBack(entry: JournalEntry): Promise<void> {
      bring(fieldsIn(entry.blocks));
      await discard(entry);
    },
    discard,
    /** Sent, or given up by who wrote it: nothing of it stays. To be called before the form goes away. */
    end(): void {
      over = true;
      if (wrote) writing = writing.then(() => forget(here())).catch(() => undefined);
    },
  };
}
export type KeptFields = ReturnType<typeof useKeptFields>;
