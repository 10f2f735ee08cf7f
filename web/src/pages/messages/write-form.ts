/** For whom a message is by what was chosen, and what is missing yet. Pure. */
import type { Audience } from '#contracts/messages.ts';

export const audienceKinds = ['cohort', 'late', 'stuck', 'person'] as const;
export type AudienceKind = (typeof audienceKinds)[number];

interface Chosen {
  kind: AudienceKind;
  cohortId: string;
  /** empty: not chosen yet */
  personId: string;
  assignmentId: string;
  /** of those who are stuck */
  personIds: readonly string[];
}

/** Whom an address has chosen: one person by their id, `stuck`, else all. */
export function chosenBy(to: string | undefined): { kind: AudienceKind; personId: string } {
  if (to?.startsWith('per_')) return { kind: 'person', personId: to };
  return { kind: to === 'stuck' ? to : 'cohort', personId: '' };
}

/** undefined: nobody, or no assignment, is chosen yet */
export function audienceOf({ kind, cohortId, personId, assignmentId, personIds }: Chosen): Audience | undefined {
  switch (kind) {
    case 'cohort':
      return { kind, cohortId };
    case 'person':
      // as one of the cohort: who teaches it may be of another academy
      return personId ? { kind: 'people', cohortId, personIds: [personId] } : undefined;
    case 'late':
      return assignmentId ? { kind, cohortId, assignmentId } : undefined;
    case 'stuck':
      return personIds.length ? { kind: 'people', cohortId, personIds: [...personIds] } : undefined;
  }
}

/** How a message that was sent is called by whom it went to. */
export const sentKind = (audience: Audience): Audience['kind'] =>
  audience.kind === 'people' && audience.personIds.length === 1 ? 'person' : audience.kind;

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
