/** Lists that come in pages: everything loaded so far as one list, and the rest on request. */
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { InputOf } from '#contracts/request.ts';
import { createInfiniteQuery, type InfiniteData } from '@tanstack/svelte-query';
import { call } from './client.ts';
import { queryClient, type CallError } from './query.svelte.ts';

interface PageOf<Item> {
  items: Item[];
  next: string | null;
}
type ItemOf<E> = OutputOf<E> extends PageOf<infer Item> ? Item : never;
type WithQuery = { query?: Record<string, unknown> };

/**
 * `all`: loads page after page by itself, because something is looked for in the whole list.
 * `enabled`: waits until there is something to ask for.
 */
export function usePages<E extends Endpoint>(
  endpoint: E,
  input: () => InputOf<E>,
  all: () => boolean = () => false,
  enabled: () => boolean = () => true,
) {
  const query = createInfiniteQuery<
    OutputOf<E>,
    CallError,
    InfiniteData<OutputOf<E>>,
    readonly unknown[],
    string | undefined
  >(
    () => ({
      queryKey: [endpoint.path, 'pages', input()],
      queryFn: ({ pageParam, signal }) => call(endpoint, at(input(), pageParam), { signal }),
      enabled: enabled(),
      initialPageParam: undefined,
      getNextPageParam: (last) => (last as PageOf<unknown>).next ?? undefined,
    }),
    () => queryClient,
  );
  const items = $derived((query.data?.pages ?? []).flatMap((page) => (page as PageOf<ItemOf<E>>).items));

  $effect(() => {
    // what the asker may not see is left out of a page: it may come empty and still have a next
    if ((all() || items.length === 0) && query.hasNextPage && !query.isFetching && !query.isError)
      void query.fetchNextPage();
  });

  return {
    get items(): ItemOf<E>[] {
      return items;
    },
    get first(): OutputOf<E> | undefined {
      return query.data?.pages[0];
    },
    get pages(): OutputOf<E>[] {
      return query.data?.pages ?? [];
    },
    get loaded(): boolean {
      return query.data !== undefined;
    },
    get hasMore(): boolean {
      return query.hasNextPage;
    },
    get loadingMore(): boolean {
      return query.isFetchingNextPage;
    },
    get error(): CallError | null {
      return query.error;
    },
    more: () => void query.fetchNextPage(),
    again: () => query.refetch(),
  };
}

function at<E>(input: InputOf<E>, cursor: string | undefined): InputOf<E> {
  if (!cursor) return input;
  return { ...input, query: { ...(input as WithQuery).query, cursor } };
}
