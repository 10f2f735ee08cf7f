/** What is shown of a thread: some pages beside each other. Of ten thousand posts no more than these stand in the page. */
import { posts, type Post } from '#contracts/posts.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import { call } from '../client.ts';

type Page = OutputOf<typeof posts.posts>;
export type Start = { from: 'start' | 'end' | 'unread' } | { around: string };
/** of 40 posts each */
const pagesMax = 4;

export class ThreadWindow {
  #params: { cohortId: string; threadId: string };
  #pages = $state.raw<Page[]>([]);
  loaded = $state(false);
  busy = $state<'start' | 'earlier' | 'later' | undefined>();
  error = $state.raw<unknown>();

  constructor(params: { cohortId: string; threadId: string }) {
    this.#params = params;
  }

  get items(): Post[] {
    return this.#pages.flatMap(({ items }) => items);
  }
  get hasEarlier(): boolean {
    return Boolean(this.#pages[0]?.earlier);
  }
  get hasLater(): boolean {
    return Boolean(this.#pages.at(-1)?.later);
  }

  /** Shows the thread from somewhere else. */
  open(query: Start): Promise<boolean> {
    return this.#load('start', query, (page) => [page]);
  }

  earlier(): Promise<boolean> {
    const cursor = this.#pages[0]?.earlier;
    if (!cursor) return Promise.resolve(false);
    return this.#load('earlier', { cursor }, (page) => [page, ...this.#pages].slice(0, pagesMax));
  }

  later(): Promise<boolean> {
    const cursor = this.#pages.at(-1)?.later;
    if (!cursor) return Promise.resolve(false);
    return this.#load('later', { cursor }, (page) => [...this.#pages, page].slice(-pagesMax));
  }

  /** A post as the academy has it now. */
  keep(post: Post): void {
    this.#pages = this.#pages.map((page) => ({
      ...page,
      items: page.items.map((each) => (each.id === post.id ? { ...post, unread: each.unread } : each)),
    }));
  }

  async #load(busy: 'start' | 'earlier' | 'later', query: object, placed: (page: Page) => Page[]): Promise<boolean> {
    if (this.busy) return false;
    this.busy = busy;
    this.error = undefined;
    try {
      const page = await call(posts.posts, { params: this.#params, query });
      this.#pages = placed(page);
      this.loaded = true;
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.busy = undefined;
    }
  }
}
