/** Facts and holdings as a reader sees them: ids become names as far as these are still known. */
import type { HeldRow, HeldCourse, RecordRow } from '#contracts/audit.ts';
import type { Localised } from '#contracts/common.ts';
import { cardsById } from '../courses/courses.reads.ts';
import { changesBy, visibleValues } from '../identity/history.reads.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import { changesBy as normChangesBy } from '../norms/norms.reads.ts';
import { byWhom, dataOf, idsIn, isChange, isIdOf, namedIn, type Fact } from './fact.ts';
import type { HeldBy } from './held.ops.ts';
import type { Holding, Period } from './holding.ts';
import { coursesOfLectures } from './placing.ops.ts';
import { sees, type Asker } from './reach.ops.ts';

/** Who reads: an auditor, or the person themselves. */
export type Reader = Asker | 'self';

const isOrganisation = (name: string) => isIdOf('organisation', name);

/** Facts as rows; of an administrator's change only what is in the reader's reach. */
export async function recordRows(facts: readonly Fact[], reader: Reader): Promise<RecordRow[]> {
  const { changes, people, organisations, courses, courseOf } = await lookUp(facts);
  const isVisible = (id: string) => reader === 'self' || sees(reader, organisations.get(id)?.path ?? []);
  return facts.map((fact) => {
    const data = visibleData(fact, isVisible);
    const change = changeFor(reader, changes.get(fact.id), isVisible);
    const ids = [data, change?.before ?? {}, change?.after ?? {}].flatMap(idsIn);
    return {
      id: fact.id,
      at: fact.at,
      type: fact.type,
      actor: nameOf(people.get(fact.actorId)),
      by: byWhom(fact.actorId),
      person: nameOf(people.get(namedIn(fact, 'person')[0] ?? '')),
      organisation: shortOf(organisations.get(placeNamed(fact, isVisible))),
      course: titleOf(courses.get(courseOf(fact) ?? '')),
      data,
      change,
      names: Object.fromEntries(
        ids.flatMap((id) => {
          const name = organisations.get(id)?.name ?? courses.get(id)?.title;
          return name ? [[id, name]] : [];
        }),
      ),
    };
  });
}

/** Everything the rows of these facts name. */
async function lookUp(facts: readonly Fact[]) {
  const [changes, lectures] = await Promise.all([changesOf(facts.filter(isChange)), coursesOfLectures(facts)]);
  const courseOf = (fact: Fact) => namedIn(fact, 'course')[0] ?? lectures.get(namedIn(fact, 'lecture')[0] ?? '');
  const changedIds = [...changes.values()].flatMap(({ before, after }) => [...idsIn(before), ...idsIn(after)]);
  const personIds = facts.flatMap((fact) => [fact.actorId, ...namedIn(fact, 'person')]);
  const [people, organisations, courses] = await Promise.all([
    peopleById(personIds.filter((id) => isIdOf('person', id))),
    organisationsById([
      ...facts.flatMap((fact) => namedIn(fact, 'organisation')),
      ...changedIds.filter(isOrganisation),
    ]),
    cardsById(facts.flatMap((fact) => [courseOf(fact) ?? [], namedIn(fact, 'course')].flat())),
  ]);
  return { changes, people, organisations, courses, courseOf };
}

/** What was changed by these facts; each room keeps what was changed of its own. */
async function changesOf(facts: readonly Fact[]) {
  const keys = (some: readonly Fact[]) => some.map(({ subjectId, id }) => ({ subjectId, recordId: id }));
  const isNorm = ({ type }: Fact) => type.startsWith('norms.');
  const [ofNorms, others] = await Promise.all([
    normChangesBy(keys(facts.filter(isNorm))),
    changesBy(keys(facts.filter((fact) => !isNorm(fact)))),
  ]);
  return new Map([...others, ...ofNorms]);
}

type IsVisible = (organisationId: string) => boolean;

/** Of several places that a fact names the reader's own; one that was moved out of their reach since stays named. */
function placeNamed(fact: Fact, isVisible: IsVisible): string {
  const named = namedIn(fact, 'organisation');
  return named.find(isVisible) ?? named[0] ?? '';
}

/** Roles somebody was given elsewhere are not for this reader. */
const visibleData = (fact: Fact, isVisible: IsVisible): RecordRow['data'] =>
  Object.fromEntries(Object.entries(dataOf(fact)).filter(([field]) => !isOrganisation(field) || isVisible(field)));

type Change = Awaited<ReturnType<typeof changesBy>> extends Map<string, infer One> ? One : never;

function changeFor(reader: Reader, change: Change | undefined, isVisible: IsVisible): RecordRow['change'] {
  if (!change) return null;
  return {
    // where an administrator sat is for auditors
    address: reader === 'self' ? null : (change.address ?? null),
    before: visibleValues(change.before, isVisible),
    after: visibleValues(change.after, isVisible),
  };
}

/** Holdings as rows; what is not known any more is left out. */
export async function heldRows(held: readonly HeldBy[]): Promise<HeldRow[]> {
  const [people, organisations, courses] = await Promise.all([
    peopleById(held.map(({ personId }) => personId)),
    organisationsById(held.map(({ organisationId }) => organisationId)),
    cardsById(held.map(({ courseId }) => courseId)),
  ]);
  return held.flatMap(({ personId, organisationId, courseId, version, completedAt }) => {
    const person = nameOf(people.get(personId));
    const organisation = shortOf(organisations.get(organisationId));
    const course = titleOf(courses.get(courseId));
    return person && organisation && course ? [{ person, organisation, course, version, completedAt }] : [];
  });
}

/** Completed courses with their titles. */
export async function heldCourses(held: readonly Holding[]): Promise<HeldCourse[]> {
  const courses = await cardsById(held.map(({ courseId }) => courseId));
  return held.flatMap(({ courseId, version, completedAt }) => {
    const course = titleOf(courses.get(courseId));
    return course ? [{ course, version, completedAt }] : [];
  });
}

/** Roles with their organisations' names. */
export async function heldRoles(periods: readonly Period[]) {
  const organisations = await organisationsById(periods.map(({ organisationId }) => organisationId));
  return periods.flatMap(({ organisationId, roles, since, until }) => {
    const organisation = shortOf(organisations.get(organisationId));
    return organisation ? [{ organisation, roles, since, until }] : [];
  });
}

interface Named {
  id: string;
  givenName: string;
  familyName: string;
}
/** The name as it stands on the card, also after it was erased. */
export const nameOf = (person: Named | undefined) =>
  person ? { id: person.id, givenName: person.givenName, familyName: person.familyName } : null;
const shortOf = (organisation: { id: string; name: Localised } | undefined) =>
  organisation ? { id: organisation.id, name: organisation.name } : null;
const titleOf = (course: { id: string; title: Localised } | undefined) =>
  course ? { id: course.id, title: course.title } : null;
