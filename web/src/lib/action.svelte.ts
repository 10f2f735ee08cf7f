/** Something a person starts with a button: is it under way, and what went wrong? */
import { ApiError } from './client.ts';

/** Made by the component that shows the button; a second press while one is under way does nothing. */
export function useAction() {
  let busy = $state(false);
  let error = $state.raw<unknown>();
  return {
    get busy(): boolean {
      return busy;
    },
    get error(): unknown {
      return error;
    },
    clear(): void {
      error = undefined;
    },
    /** Answers whether it worked. */
    async run(work: () => Promise<unknown>): Promise<boolean> {
      if (busy) return false;
      busy = true;
      error = undefined;
      try {
        await work();
        return true;
      } catch (thrown) {
        error = thrown;
        return false;
      } finally {
        busy = false;
      }
    },
  };
}
export type Action = ReturnType<typeof useAction>;

/** Is it this refusal of the contract? */
export const isRefusal = (error: unknown, ...codes: ApiError['code'][]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.code);
