/** A work while it is written: what stands on the device, what of it the academy has, and what two devices wrote. Pure. */
import type { WorkDraft } from '#contracts/assignment-work.ts';

/** As it stands on the device. */
export interface KeptWork {
  text: string;
  fileIds: string[];
  /** of the academy’s draft it was made from */
  revision: number;
  /** under which it is handed in: the same, however often it is sent */
  submissionId: string;
}

export function isKeptWork(value: unknown): KeptWork | undefined {
  const { text, fileIds, revision, submissionId } = (value ?? {}) as Partial<KeptWork>;
  const whole =
    typeof text === 'string' &&
    typeof revision === 'number' &&
    typeof submissionId === 'string' &&
    Array.isArray(fileIds) &&
    fileIds.every((id) => typeof id === 'string');
  return whole ? { text, fileIds, revision, submissionId } : undefined;
}

type Content = Pick<KeptWork, 'text' | 'fileIds'>;

export const isSameWork = (one: Content, other: Content): boolean =>
  one.text === other.text && one.fileIds.join() === other.fileIds.join();

export const isBlankWork = ({ text, fileIds }: Content): boolean => !text.trim() && fileIds.length === 0;

/** What to begin with: what the device kept goes before what the academy has, and says so where both differ. */
export function startOf(kept: KeptWork | undefined, saved: WorkDraft | null, newId: () => string) {
  if (!kept || (saved && isSameWork(kept, saved))) {
    const { text, fileIds, revision } = saved ?? { text: '', fileIds: [], revision: 0 };
    return { work: { text, fileIds, revision, submissionId: kept?.submissionId ?? newId() }, other: undefined };
  }
  // written on another device since
  const isElsewhere = (saved?.revision ?? 0) !== kept.revision && saved !== null;
  return { work: kept, other: isElsewhere ? saved : undefined };
}
