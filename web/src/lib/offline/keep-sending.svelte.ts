/** Whenever a person is here and the academy within reach: brings there what the device kept. */
import { connection } from '../connection.svelte.ts';
import { session } from '../session.svelte.ts';
import { resendKept } from './resend.ts';
import { sent } from './sent.svelte.ts';

/** while something is kept, it is tried again this often (the academy credits no faster than the clock) */
const resendEveryMs = 60_000;

export function keepSending(): void {
  $effect.root(() => {
    $effect(() => {
      const personId = session.state === 'in' && connection.online ? session.me?.id : undefined;
      return personId ? sendFor(personId) : undefined;
    });
  });
}

/** Sends what the device kept; as long as something stays, tries again. Returns the way to stop. */
function sendFor(personId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const send = async () => {
    // without storage on this device nothing was kept
    const left = await resendKept(personId).catch(() => 0);
    sent.again();
    if (left > 0 && !stopped) timer = setTimeout(() => void send(), resendEveryMs);
  };
  void send();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
