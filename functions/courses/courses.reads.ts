/** What other rooms may ask courses: fetch and pure rule, read only. */
import { AppError } from '#contracts/errors.ts';
import { branchOf, organisationsById } from '../identity/identity.reads.ts';
import { contentText } from '../platform/blobs.ts';
import type { Person } from '../platform/session.ts';
import * as store from './courses.store.ts';
import type { Manifest } from './manifest.ts';

export { cardOf, lessonsOf, outlineOf, type Manifest, type ManifestLesson } from './manifest.ts';

const parsed = new Map<string, Manifest>();

/** The manifest under a hash: immutable, so parsed once per function instance. */
export async function manifest(hash: string): Promise<Manifest> {
  const known = parsed.get(hash);
  if (known) return known;
  const read = JSON.parse(await contentText(hash)) as Manifest;
  if (parsed.size > 200) parsed.clear();
  parsed.set(hash, read);
  return read;
}

export async function manifestOfVersion(courseId: string, version: number): Promise<Manifest> {
  const hash = await store.manifestHash(courseId, version);
  if (!hash) throw new AppError('notFound');
  return manifest(hash);
}

export interface CourseForLearner {
  manifest: Manifest;
  enrolment: store.Enrolment | undefined;
}

/** The course in the version the person learns (else the newest they may see); `notFound` where it is not for them. */
export async function courseForLearner(person: Person, courseId: string): Promise<CourseForLearner> {
  const [card, enrolment] = await Promise.all([store.card(courseId), store.enrolment(person.id, courseId)]);
  if (!card || (!enrolment && !(await isFor(person, card)))) throw new AppError('notFound');
  return { manifest: await manifestOfVersion(courseId, enrolment?.version ?? card.version), enrolment };
}

/** As `courseForLearner`, for those who must be enrolled: `notEnrolled` otherwise. */
export async function enrolledCourse(person: Person, courseId: string) {
  const { manifest: released, enrolment } = await courseForLearner(person, courseId);
  if (!enrolment) throw new AppError('notEnrolled');
  return { manifest: released, enrolment };
}

/** The newest version of a course the person can see, whatever they learn. */
export async function newestCourse(person: Person, courseId: string): Promise<Manifest> {
  const card = await store.card(courseId);
  if (!card || !(await isFor(person, card))) throw new AppError('notFound');
  return manifestOfVersion(courseId, card.version);
}

async function isFor(person: Person, card: store.StoredCard): Promise<boolean> {
  return card.audience === 'all' || (await branchesOf(person)).includes(card.branchId);
}

/** The academies and regions a person belongs to. */
export async function branchesOf(person: Person): Promise<string[]> {
  const found = await organisationsById(person.memberships.map((each) => each.organisationId));
  return [...new Set([...found.values()].map((organisation) => branchOf(organisation.path)))];
}

/** Enrolments of a person with the courses' cards, latest first. */
export async function enrolledCourses(personId: string) {
  const { items } = await store.enrolmentsOf(personId, undefined);
  const cards = await presentCards(await store.cards(items.map((each) => each.courseId)));
  const byId = new Map(cards.map((each) => [each.id, each]));
  return items
    .toSorted((a, b) => b.enrolledAt.localeCompare(a.enrolledAt))
    .flatMap((enrolment) => {
      const course = byId.get(enrolment.courseId);
      return course ? [{ enrolment, course }] : [];
    });
}

/** Cards with the names of their academies. */
export async function presentCards<C extends { organisationId: string }>(cards: readonly C[]) {
  const organisations = await organisationsById(cards.map((each) => each.organisationId));
  return cards.flatMap((each) => {
    const organisation = organisations.get(each.organisationId);
    return organisation ? [{ ...each, organisation: { id: organisation.id, name: organisation.name } }] : [];
  });
}

/** One page of the learners of an academy or region enrolled in a course. */
export const enrolledPage = store.enrolledPage;
export const enrolledCount = store.enrolledCount;
