/** One window for each kind of person, kept from place to place: most of what a place costs is a first visit. */
import { onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import { bringAxe } from '../support/axe.ts';
import { openPage, signInBy, type OpenPage } from '../support/browser.ts';
import type { TestClient } from '../support/stack.ts';
import { lengthen, type Place } from './places.ts';

export class Windows<Who extends string> {
  readonly #open = new Map<string, OpenPage>();
  readonly #clientOf: (who: Who) => TestClient;

  constructor(clientOf: (who: Who) => TestClient) {
    this.#clientOf = clientOf;
  }

  /** The window in which this place is looked at, judged when the test ends. */
  async of({ who, allow }: Pick<Place<never, Who>, 'who' | 'allow'>, words: 'plain' | 'long' = 'plain'): Promise<Page> {
    const name = `${who ?? ''} ${words}`;
    const opened = this.#open.get(name) ?? (await this.#openFor(who, words));
    this.#open.set(name, opened);
    onTestFinished(async ({ task }) => {
      const isFailed = task.result?.state === 'fail';
      if (isFailed) await opened.photograph(task.name);
      // the next place begins anew, also where this one may tell of a problem: the browser may tell of it late
      if (isFailed || allow) {
        this.#open.delete(name);
        await opened.close();
      }
      opened.judge(allow);
    });
    return opened.page;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((opened) => opened.close()));
  }

  async #openFor(who: Who | undefined, words: 'plain' | 'long'): Promise<OpenPage> {
    const opened = await openPage({ reducedMotion: 'reduce', serviceWorkers: 'block' });
    if (who) await signInBy(opened.page, this.#clientOf(who));
    await bringAxe(opened.page);
    if (words === 'long') await lengthen(opened.page);
    return opened;
  }
}
