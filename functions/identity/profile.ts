/** Rules of one's own profile. */
import type { Language } from '#contracts/common.ts';

interface Profile {
  locale: Language;
  timeZone: string;
  revision: number;
}
export interface ProfileChange {
  locale?: Language | undefined;
  timeZone?: string | undefined;
  /** the revision the change was made on */
  revision: number;
}

/** Is this the change that made the present revision, sent once more? */
export function repeatsChange(present: Profile, change: ProfileChange): boolean {
  const same =
    (change.locale ?? present.locale) === present.locale && (change.timeZone ?? present.timeZone) === present.timeZone;
  return same && present.revision >= change.revision;
}

/** The profile after the change, one revision on. The store refuses it when the base revision is no longer the present one. */
export function changedProfile<P extends Profile>(present: P, change: ProfileChange): P {
  return {
    ...present,
    locale: change.locale ?? present.locale,
    timeZone: change.timeZone ?? present.timeZone,
    revision: change.revision + 1,
  };
}
