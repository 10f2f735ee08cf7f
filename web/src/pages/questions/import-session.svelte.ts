/** A file of questions on its way into a bank: read on the device, looked at, sent; stopped and begun again. */
import { SvelteMap } from 'svelte/reactivity';
import type { Language } from '#contracts/common.ts';
import type { Folder } from '#contracts/questions.ts';
import { useAction } from '../../lib/action.svelte.ts';
import { WrongQuestions, outcomeOf, type Item, type Outcome, type ReadFile } from '../../lib/exchange/item.ts';
import { likelyLanguage } from '../../lib/exchange/language.ts';
import { readQuestions, textOf } from '../../lib/exchange/read-file.ts';
import { sendQuestions, type Sending, type Sent } from '../../lib/exchange/send.ts';
import { locale } from '../../lib/i18n.svelte.ts';

export type Target = Pick<Sending, 'folderId' | 'use' | 'keepFolders'>;

export function useImport() {
  let name = $state('');
  let text = '';
  let language = $state<Language>(locale.current);
  let file = $state.raw<ReadFile>();
  let wrong = $state.raw<WrongQuestions>();
  let reading = $state(false);
  const sent = new SvelteMap<Item, Sent>();
  let stop = $state.raw(new AbortController());
  const sending = useAction();
  const counts = $derived(countsOf(file?.items ?? []));

  function look(): void {
    sent.clear();
    try {
      file = readQuestions(text, language);
    } catch (error) {
      if (!(error instanceof WrongQuestions)) throw error;
      wrong = error;
    }
  }

  return {
    sending,
    get name(): string {
      return name;
    },
    get file(): ReadFile | undefined {
      return file;
    },
    get wrong(): WrongQuestions | undefined {
      return wrong;
    },
    get reading(): boolean {
      return reading;
    },
    get counts(): Record<Outcome, number> {
      return counts;
    },
    get sent(): ReadonlyMap<Item, Sent> {
      return sent;
    },
    /** how many can be brought in */
    get total(): number {
      return counts.kept + counts.changed;
    },
    get isDone(): boolean {
      return !sending.busy && sent.size > 0 && sent.size === counts.kept + counts.changed;
    },
    /** something has gone out: what it depends on stays as it is */
    get isUnderWay(): boolean {
      return sending.busy || sent.size > 0;
    },
    get isStopped(): boolean {
      return stop.signal.aborted;
    },
    get language(): Language {
      return language;
    },
    set language(to) {
      language = to;
      if (file) look();
    },
    async choose(chosen: File): Promise<void> {
      [name, file, wrong, reading, text] = [chosen.name, undefined, undefined, true, ''];
      sent.clear();
      sending.clear();
      try {
        text = await textOf(chosen);
        language = likelyLanguage(text, locale.current);
        look();
      } catch (error) {
        if (!(error instanceof WrongQuestions)) throw error;
        wrong = error;
      } finally {
        reading = false;
      }
    },
    /** Begins, or goes on. */
    async send(organisationId: string, folders: readonly Folder[], target: Target): Promise<void> {
      const what = file;
      if (!what) return;
      stop = new AbortController();
      const { signal } = stop;
      const onsent = (item: Item, outcome: Sent) => sent.set(item, outcome);
      await sending.run(() => sendQuestions(what, sent, { ...target, organisationId, folders, signal, onsent }));
    },
    stop(): void {
      stop.abort();
    },
    forget(): void {
      [name, file, wrong, text] = ['', undefined, undefined, ''];
      sent.clear();
      sending.clear();
    },
  };
}
export type ImportSession = ReturnType<typeof useImport>;

function countsOf(items: readonly Item[]): Record<Outcome, number> {
  const counts = { kept: 0, changed: 0, dropped: 0 };
  for (const item of items) counts[outcomeOf(item)] += 1;
  return counts;
}
