/** Rules of erasing a person's card: what of the person is left, and what the certificate says. Pure. */
import type { Held } from './membership.ts';

export type ErasureMode = 'erase' | 'pseudonymise';

/** What stands where a name was. */
export const noName = '—';

export interface Card {
  givenName: string;
  familyName: string;
  login: string;
  subject?: string | undefined;
  disabled: boolean;
  disabledAt?: string | undefined;
  erasedAt?: string | undefined;
  signedOutAt?: number | undefined;
  memberships: readonly Held[];
  revision: number;
}

/** A code in a name's place, e.g. `P-7F3K2M`: not derived from anything, so that nothing leads back. */
export const codeOf = (random: string): string => `P-${random.slice(-6)}`;

/** The card after erasure: no name, no address, no role; one revision on. */
export function erasedCard<P extends Card>(present: P, { code, at }: { code: string | undefined; at: string }): P {
  return {
    ...present,
    // one sign says it: it stands where the family name was
    givenName: '',
    familyName: code ?? noName,
    login: '',
    subject: undefined,
    disabled: true,
    disabledAt: present.disabledAt ?? at,
    erasedAt: at,
    memberships: [],
    revision: present.revision + 1,
  };
}

/** Numbers of what was erased, by kind. */
export interface Erased {
  names: number;
  logins: number;
  lists: number;
  memberships: number;
  sessions: number;
  invitations: number;
  changes: number;
}
export const nothingErased = (): Erased => ({
  names: 0,
  logins: 0,
  lists: 0,
  memberships: 0,
  sessions: 0,
  invitations: 0,
  changes: 0,
});

export const plus = (one: Erased, other: Partial<Erased>): Erased =>
  Object.fromEntries(
    Object.entries(one).map(([kind, count]) => [kind, count + (other[kind as keyof Erased] ?? 0)]),
  ) as unknown as Erased;

/** The certificate: what was erased, what stays and why, by whom and when; the web words it. */
export function certificate(
  erased: Erased,
  about: { mode: ErasureMode; code: string | undefined; by: string; at: string },
): Record<string, string> {
  const numbers = Object.entries(erased).map(([kind, count]) => [`erased.${kind}`, String(count)]);
  return {
    ...(Object.fromEntries(numbers) as Record<string, string>),
    mode: about.mode,
    ...(about.code ? { code: about.code } : {}),
    by: about.by,
    at: about.at,
    // that somebody learned, held a role, changed something is kept by law; it names nobody any more
    'stays.records': 'legalRecord',
    'stays.progress': 'legalRecord',
    'stays.audit': 'legalRecord',
    // what was written and uploaded for courses is theirs; the name is not shown with it any more
    'stays.texts': 'partOfCourses',
    'stays.uploads': 'partOfCourses',
    // continuous backup reaches back 35 days (infra/constructs/table.ts)
    'stays.backups': 'expires35days',
    // files brought in live two days, and one more as an overwritten version (infra/constructs/buckets.ts)
    'stays.files': 'expires3days',
  };
}
