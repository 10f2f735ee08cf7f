/** For whom a message is by what was chosen, and what is missing yet. Pure. */
import type { Audience } from '#contracts/messages.ts';

export const audienceKinds = ['cohort', 'late', 'person'] as const;
export type AudienceKind = (typeof audienceKinds)[number];

interface Chosen {
  kind: AudienceKind;
  cohortId: string;
  /** empty: not chosen yet */
  personId: string;
  assignmentId: string;
}

/** undefined: the person or the assignment is not chosen yet */
export function audienceOf({ kind, cohortId, personId, assignmentId }: Chosen): Audience | undefined {
  switch (kind) {
    case 'cohort':
      return { kind, cohortId };
    case 'person':
      return personId ? { kind, personId } : undefined;
    case 'late':
      return assignmentId ? { kind, cohortId, assignmentId } : undefined;
  }
}

interface Form {
  audience: Audience | undefined;
  title: string;
  text: string;
}
export type Faults = Partial<Record<'audience' | 'title' | 'text', true>>;

export const faultsOf = ({ audience, title, text }: Form): Faults => ({
  ...(audience ? {} : { audience: true }),
  ...(title.trim() ? {} : { title: true }),
  ...(text.trim() ? {} : { text: true }),
});
