/** What stands on a statement of completion, and what becomes of one. Pure. */
import type { Language, Localised } from '#contracts/common.ts';
import type { CheckedStatement, HoursRule, Printed, StatementSettings } from '#contracts/statements.ts';

export interface StoredStatement {
  id: string;
  organisationId: string;
  personId: string;
  courseId: string;
  printed: Printed;
  code: string;
  issuedAt: string;
  timeZone: string;
  /** the logo as it was, in the content bucket */
  logo?: string | undefined;
  revokedAt?: string | undefined;
  reason?: string | undefined;
  replacedBy?: string | undefined;
  /** lists sort by it; goes with the name */
  nameKey?: string | undefined;
  revision: number;
}

/** Chosen beforehand where an academy has said nothing: no hours of its own, nobody’s points, nothing by itself. */
export const unset = (
  organisationLanguages: readonly Language[],
): Omit<StatementSettings, 'organisationId' | 'mayChange'> => ({
  languages: [...organisationLanguages],
  showPoints: false,
  automatic: false,
  hours: null,
  revision: 0,
});

/** `2026-11-23` in a time zone. */
export function dayOf(moment: string | number, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(moment));
}

/** A text in the chosen languages, by another one where it is not there: no page stays without a title. */
export function inLanguages(text: Localised, languages: readonly Language[], first: readonly Language[]): Localised {
  const fallback = first.map((language) => text[language]).find(Boolean) ?? Object.values(text).find(Boolean) ?? '';
  return Object.fromEntries(languages.map((language) => [language, text[language] ?? fallback]));
}

/** Hours by the academy’s rule, where it was in force when the course was completed; whole ones, at least one. */
export function hoursBy(rule: HoursRule | null, minutes: number, completedOn: string): Printed['hours'] {
  if (!rule || completedOn < rule.since) return null;
  const count = Math.max(1, Math.round(minutes / rule.minutes));
  return { count, minutes: rule.minutes, source: rule.source, since: rule.since };
}

/** What anybody with the paper is told: never more than stands on it. */
export function checked({ printed, revokedAt, timeZone }: StoredStatement): CheckedStatement {
  const { number, languages, academy, title, version, completedOn, issuedOn } = printed;
  const { person, minutes, hours, startedOn, points, issuer } = printed;
  return {
    ...{ number, languages, academy, title, version, completedOn, issuedOn },
    state: revokedAt === undefined ? 'valid' : 'revoked',
    revokedOn: revokedAt === undefined ? null : dayOf(revokedAt, timeZone),
    details: person && { person, minutes, hours, startedOn, points, issuer },
  };
}

/** Revoked once: who revoked first, when and why stays. */
export function revoked(
  before: StoredStatement,
  { reason, replacedBy }: { reason: string; replacedBy?: string | undefined },
  at: string,
): StoredStatement {
  if (before.revokedAt !== undefined) return before;
  return {
    ...before,
    revokedAt: at,
    reason,
    ...(replacedBy === undefined ? {} : { replacedBy }),
    revision: before.revision + 1,
  };
}

/** Number, course and days stay, so that the paper can still be checked; name, points, reason and what leads to the name go. */
export function erased(before: StoredStatement): StoredStatement {
  const { reason: _, nameKey: __, ...rest } = before;
  return { ...rest, printed: { ...before.printed, person: null, points: null }, revision: before.revision + 1 };
}
