/** What a measurement has started or written, undone at the end in reverse order, also when it is interrupted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Closing = () => unknown;
const closings: Closing[] = [];

/** Runs at the end, or earlier by calling what this answers. */
export function atEnd(closing: Closing): () => Promise<void> {
  let done: Promise<void> | undefined;
  const once = () => (done ??= Promise.resolve(closing()).then(() => undefined));
  closings.push(once);
  return once;
}

/** Undoes everything, also what begins meanwhile; one failure does not keep the others. */
export async function closeAll(): Promise<void> {
  for (let closing = closings.pop(); closing; closing = closings.pop()) {
    await Promise.resolve()
      .then(closing)
      .catch((error: unknown) => console.error(String(error)));
  }
}

/** A folder of this measurement alone. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kurs-bench-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
