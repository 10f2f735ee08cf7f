/** A long way of many requests: where the academy asks to wait, one waits. */
import { ApiError } from '../client.ts';
import { pause } from '../media/upload.ts';

const triesMax = 20;
const waitSeconds = 5;

export async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const isCrowded = error instanceof ApiError && error.code === 'tooManyRequests';
      if (!isCrowded || tries === triesMax) throw error;
      await pause(1000 * (error.retryAfterSeconds ?? waitSeconds), signal);
    }
  }
}
