/** What a fact says about itself: whom and what it concerns, whether an administrator changed something by it. */
import { idPrefixes, type IdKind } from '#contracts/common.ts';

/** A record that stays; it holds ids, versions and numbers. */
export interface Fact {
  /** ULID of its moment */
  id: string;
  type: string;
  at: string;
  subjectId: string;
  actorId: string;
  objectId?: string | undefined;
  data?: unknown;
}
type Scalar = string | number | boolean | null;

/** The fact's data as the contract shows them. */
export function dataOf({ data }: Pick<Fact, 'data'>): Record<string, Scalar> {
  const isScalar = (value: unknown): value is Scalar => value === null || typeof value !== 'object';
  const entries = Object.entries((data ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, Scalar] => isScalar(entry[1])));
}

/** Ids of one kind that a fact names, its subject first; data may be about organisations by id. */
export function namedIn(fact: Fact, kind: IdKind): string[] {
  const named = [fact.subjectId, fact.objectId, ...Object.entries(dataOf(fact)).flat()];
  const found = named.filter((value): value is string => typeof value === 'string' && isIdOf(kind, value));
  return [...new Set(found)];
}

/** Ids of organisations and courses among the names and values of fields, also within `roles.<organisation>`. */
export const idsIn = (values: Record<string, Scalar>): string[] =>
  Object.entries(values)
    .flatMap((entry) => entry.flatMap((text) => String(text).split('.')))
    .filter((text) => isIdOf('organisation', text) || isIdOf('course', text));

export const isIdOf = (kind: IdKind, id: string): boolean => id.startsWith(`${idPrefixes[kind]}_`);

/** What somebody does for themselves under identity; the same done by another is an administrator's change. */
const ownDoings = /^identity\.(activated|invitationAccepted|profileChanged|secondFactor(Set|Removed)|signedOut)$/;
/** Looking as somebody else changes nothing, and neither does a letter: an import would bury the changes under its letters. */
const harmless = /^identity\.(seeAs|invited$)/;

/** What learners and other academies get to see, and who may write it. */
const changing = new Set([
  'courses.released',
  'courses.retired',
  'courses.restored',
  'courses.recalled',
  'courses.recallLifted',
  'authoring.shared',
  'authoring.teamChanged',
  'authoring.archived',
  'questions.shared',
  'questions.useChanged',
  'questions.archived',
]);

/** Did an administrator, or an operator, change something by it? */
export function isChange({ type, actorId, subjectId }: Pick<Fact, 'type' | 'actorId' | 'subjectId'>): boolean {
  if (changing.has(type) || type.startsWith('norms.')) return true;
  if (!type.startsWith('identity.') || harmless.test(type) || byWhom(actorId) === 'system') return false;
  return !(actorId === subjectId && ownDoings.test(type));
}

export const byWhom = (actorId: string): 'person' | 'system' | 'operator' =>
  isIdOf('person', actorId) ? 'person' : actorId === 'operator' ? 'operator' : 'system';

/** What a fact concerns: the organisations it names; else the people; else the course, or that of the lecture. */
export type Concerns = Record<'organisations' | 'people' | 'courses' | 'lectures', string[]>;

export function concerns(fact: Fact): Concerns {
  const all: Concerns = {
    organisations: namedIn(fact, 'organisation'),
    people: namedIn(fact, 'person'),
    courses: namedIn(fact, 'course'),
    lectures: namedIn(fact, 'lecture'),
  };
  const first = (Object.keys(all) as (keyof Concerns)[]).find((kind) => all[kind].length);
  const none: Concerns = { organisations: [], people: [], courses: [], lectures: [] };
  return first ? { ...none, [first]: all[first] } : none;
}
