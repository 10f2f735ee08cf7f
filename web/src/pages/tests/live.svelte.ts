/** The live view of a test: asked for every few seconds while the page is looked at; unchanged, nothing comes back. */
import { runs, type LiveRow } from '#contracts/runs.ts';
import { requestOf } from '#contracts/request.ts';

const everyMs = 5_000;
/** after a failure it is tried more rarely */
const laterMs = 15_000;

interface Answer {
  now: string;
  rows: LiveRow[];
}

export function useLive(runId: () => string, isWatched: () => boolean) {
  let rows = $state.raw<LiveRow[] | undefined>();
  let failed = $state(false);
  let askedAt = $state<number | undefined>();
  /** the server’s clock minus ours */
  let ahead = $state(0);
  let again: () => void = () => undefined;

  $effect(() => {
    const { path } = requestOf(runs.live, { params: { runId: runId() } });
    if (!isWatched()) return;
    let etag: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const controller = new AbortController();

    async function ask() {
      clearTimeout(timer);
      if (document.hidden || stopped) return;
      try {
        const headers: HeadersInit = etag ? { 'if-none-match': etag } : {};
        const response = await fetch(path, { headers, signal: controller.signal, cache: 'no-store' });
        if (response.status !== 304) {
          if (!response.ok) throw new Error(String(response.status));
          const answer = (await response.json()) as Answer;
          etag = response.headers.get('etag') ?? undefined;
          ahead = Date.parse(answer.now) - Date.now();
          rows = answer.rows;
        }
        askedAt = Date.now();
        failed = false;
      } catch {
        failed = !stopped;
      }
      if (!stopped) timer = setTimeout(() => void ask(), failed ? laterMs : everyMs);
    }
    // a tab that nobody sees asks for nothing; seen again, it asks at once
    const seen = () => void ask();
    again = seen;
    document.addEventListener('visibilitychange', seen);
    void ask();
    return () => {
      stopped = true;
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  });

  return {
    get rows(): LiveRow[] | undefined {
      return rows;
    },
    get failed(): boolean {
      return failed;
    },
    get askedAt(): number | undefined {
      return askedAt;
    },
    /** the server’s clock now */
    now: (own: number): number => own + ahead,
    again: () => again(),
  };
}
export type Live = ReturnType<typeof useLive>;
