/** A note beside the database, so that the app need not load what sends attempts where nothing waits (`offline/resend.ts`). */
const key = 'kurs.unsentAttempts';

/** Notes that answers of an attempt, or its end, are only on this device; or that they no longer are. */
export function noteUnsent(attemptId: string, waits: boolean): void {
  try {
    const before = noted();
    // browsers bring to the disk only so many writes
    if (before.includes(attemptId) === waits) return;
    const now = waits ? [...before, attemptId] : before.filter((id) => id !== attemptId);
    if (now.length > 0) localStorage.setItem(key, now.join(' '));
    else localStorage.removeItem(key);
  } catch {
    // the page itself sends what it has
  }
}

function noted(): string[] {
  try {
    return localStorage.getItem(key)?.split(' ') ?? [];
  } catch {
    return [];
  }
}
