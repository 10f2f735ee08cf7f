/** One upload as its page shows it: how far it is, what went wrong, once more, no longer wanted. */
import { media, type Media } from '#contracts/media.ts';
import { OfflineError, call } from '../client.ts';
import { refresh } from '../query.svelte.ts';
import { newMediaId, upload, type Uploading } from './upload.ts';

type What = Omit<Uploading, 'id' | 'signal' | 'onprogress'>;

export function useUpload() {
  let step = $state<'none' | 'sending' | 'checking' | 'ready' | 'failed'>('none');
  let share = $state(0);
  let error = $state.raw<unknown>();
  let ready = $state.raw<Media>();
  let current: { what: What; id: string; abort: AbortController } | undefined;

  async function run(what: What, id: string): Promise<void> {
    const abort = new AbortController();
    current = { what, id, abort };
    [step, share, error, ready] = ['sending', 0, undefined, undefined];
    try {
      ready = await upload({ ...what, id, signal: abort.signal, onprogress: follow });
      step = 'ready';
      await refresh(media.library);
    } catch (thrown) {
      if (abort.signal.aborted) return;
      error = thrown;
      step = 'failed';
    }
  }

  function follow(now: number): void {
    share = now;
    if (now === 1) step = 'checking';
  }

  return {
    get step() {
      return step;
    },
    /** 0 to 1 of the bytes */
    get share(): number {
      return share;
    },
    get error(): unknown {
      return error;
    },
    get media(): Media | undefined {
      return ready;
    },
    start: (what: What): void => void run(what, newMediaId()),
    /** Goes on where the network broke; what was refused begins anew. */
    again(): void {
      if (current) void run(current.what, error instanceof OfflineError ? current.id : newMediaId());
    },
    /** Stops it; what has arrived already is taken out again. */
    cancel(): void {
      if (current && step !== 'none' && step !== 'ready') {
        current.abort.abort();
        call(media.removeMedia, { params: { mediaId: current.id } }).catch(() => undefined);
      }
      current = undefined;
      [step, share, error, ready] = ['none', 0, undefined, undefined];
    },
  };
}
export type Upload = ReturnType<typeof useUpload>;
