/** Reading from the server with a cache: one client, one key per endpoint and input. */
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { InputOf } from '#contracts/request.ts';
import { QueryClient, createQuery, type CreateQueryResult } from '@tanstack/svelte-query';
import { ApiError, call, type OfflineError } from './client.ts';

export type CallError = ApiError | OfflineError;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // a page that reads one answer only once another is there must find it then: what nobody has read yet is told too
      notifyOnChangeProps: 'all',
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      // without a network we want our own clear error, not a request that waits unseen
      networkMode: 'always',
      // 429: asked too fast, which a moment later is no longer so
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status >= 500 || error.status === 429),
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 4000),
    },
  },
});

/** Key and fetcher of an endpoint, for `prefetchQuery` and the like. */
export function queryOf<E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  return {
    queryKey: [endpoint.path, input] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, { signal }),
  };
}

export interface QueryOptions<Output> {
  enabled?: boolean;
  /** milliseconds until it is asked for again; may depend on the last answer */
  refetchInterval?: number | false | ((data: Output | undefined) => number | false);
}

/** A reactive read: `const course = useQuery(courses.course, () => ({ params: { courseId } }))`, then `course.data`. */
export function useQuery<E extends Endpoint>(
  endpoint: E,
  input: () => InputOf<E>,
  options: () => QueryOptions<OutputOf<E>> = () => ({}),
): CreateQueryResult<OutputOf<E>, CallError> {
  return createQuery<OutputOf<E>, CallError>(
    () => {
      const { enabled = true, refetchInterval: every = false } = options();
      const again = (query: { state: { data: OutputOf<E> | undefined } }) =>
        typeof every === 'function' ? every(query.state.data) : every;
      return { ...queryOf(endpoint, input()), enabled, refetchInterval: again };
    },
    () => queryClient,
  );
}

/** After a change: everything read through these endpoints is asked for again. */
export async function refresh(...endpoints: Endpoint[]): Promise<void> {
  await Promise.all(endpoints.map((endpoint) => queryClient.invalidateQueries({ queryKey: [endpoint.path] })));
}
