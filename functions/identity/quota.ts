/** How much room an academy or region was given, for whatever fills it. Pure. */
import { AppError } from '#contracts/errors.ts';

/** `quotaExceeded` where the bytes do not fit any more; nothing new always fits, also after a quota was lowered. */
export function requireRoom(usedBytes: number, bytes: number, quotaBytes: number | null): void {
  if (bytes === 0 || quotaBytes === null || usedBytes + bytes <= quotaBytes) return;
  const details = { usedBytes, neededBytes: bytes, quotaBytes };
  throw new AppError(
    'quotaExceeded',
    Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)])),
  );
}
