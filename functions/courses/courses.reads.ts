/** What other rooms may ask courses: fetch and pure rule, read only. */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import { branchOf, organisation, organisationsById } from '../identity/identity.reads.ts';
import { contentText } from '../platform/blobs.ts';
import type { Person } from '../platform/session.ts';
import * as store from './courses.store.ts';
import * as enrolments from './enrolments.store.ts';
import { cardOf, type Manifest } from './manifest.ts';
import { canMove } from './moving.ts';
import { recallsFor } from './recalls.reads.ts';
import { usedBytes } from './usage.store.ts';

export { checkCaptions, checkVideo } from './bundle-check.ts';
export type { StoredCard } from './courses.store.ts';
export { checkArchive } from './archive-check.ts';
export { contentOf, type Brought, type Candidate } from './candidate.ts';
export { sinceRead } from './version-changes.ts';
export {
  cardOf,
  lessonsOf,
  outlineOf,
  type Manifest,
  type ManifestLecture,
  type ManifestLesson,
  type Picture,
} from './manifest.ts';

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
  card: store.StoredCard;
  enrolment: enrolments.Enrolment | undefined;
}

/** The course in the version the person learns (else the newest they may see); `notFound` where it is not for them. */
export async function courseForLearner(person: Person, courseId: string): Promise<CourseForLearner> {
  const [card, enrolment] = await Promise.all([store.card(courseId), enrolments.enrolment(person.id, courseId)]);
  if (!card || (!enrolment && !(await isOffered(person, card)))) throw new AppError('notFound');
  return { manifest: await manifestOfVersion(courseId, enrolment?.version ?? card.version), card, enrolment };
}

/** As `courseForLearner`, for those who must be enrolled: `notEnrolled` otherwise. */
export async function enrolledCourse(person: Person, courseId: string) {
  const { manifest: released, enrolment } = await courseForLearner(person, courseId);
  if (!enrolment) throw new AppError('notEnrolled');
  return { manifest: released, enrolment };
}

/** The newer version that a learner could go over to; null where there is none for them. */
export async function newerFor(person: Person, { card, enrolment }: CourseForLearner): Promise<number | null> {
  if (!enrolment || !canMove(enrolment, card.version) || card.recalled) return null;
  return (await isFor(person, card)) ? card.version : null;
}

/** The newest version of a course the person can see, whatever they learn. */
export async function newestCourse(person: Person, courseId: string): Promise<Manifest> {
  const card = await store.card(courseId);
  if (!card || !(await isFor(person, card))) throw new AppError('notFound');
  return manifestOfVersion(courseId, card.version);
}

/** The newest version there is, for who decides by it what to write; undefined before the first. */
export async function newestRelease(courseId: string): Promise<Manifest | undefined> {
  const card = await store.cardNow(courseId);
  return card && manifestOfVersion(courseId, card.version);
}

/** Is the course out of the catalogue? */
export const isRetired = async (courseId: string): Promise<boolean> =>
  (await store.cardNow(courseId))?.retired !== undefined;

/** What is retired or recalled is looked at by those who answer for it, and by those who learn it. */
const isOffered = async (person: Person, card: store.StoredCard): Promise<boolean> =>
  card.retired || card.recalled ? seesLearners(person, card) : isFor(person, card);

/** Is it a course that the person may know of? */
export async function isFor(person: Person, card: store.StoredCard): Promise<boolean> {
  if (card.audience === 'all') return true;
  if (await seesLearners(person, card)) return true;
  return (await branchesOf(person)).includes(card.branchId);
}

/** Roles reach down: who answers for learners there may see what they learn. */
async function seesLearners(person: Person, { organisationId }: store.StoredCard): Promise<boolean> {
  const author = (await organisationsById([organisationId])).get(organisationId);
  return author !== undefined && mayIn(person.memberships, 'seeLearners', author.path);
}

/** The academies and regions a person belongs to. */
export async function branchesOf(person: Person): Promise<string[]> {
  const found = await organisationsById(person.memberships.map((each) => each.organisationId));
  return [...new Set([...found.values()].map((organisation) => branchOf(organisation.path)))];
}

/** more than anybody learns at a time; older ones are not shown any more */
const enrolledMax = 200;

/** The latest enrolments of a person with the courses' cards, each in the version the person learns. */
export async function enrolledCourses(personId: string) {
  const latest = (await enrolments.enrolmentsOf(personId))
    .sort((a, b) => (a.enrolledAt < b.enrolledAt ? 1 : -1))
    .slice(0, enrolledMax);
  const newest = new Map((await store.cards(latest.map((each) => each.courseId))).map((each) => [each.id, each]));
  const learned = await Promise.all(latest.map((enrolment) => cardLearned(newest.get(enrolment.courseId), enrolment)));
  const shown = learned.filter((each) => each !== undefined);
  const [cards, recalls] = await Promise.all([presentCards(shown), recallsFor(shown)]);
  const byId = new Map(cards.map((each) => [each.id, { ...each, recall: recalls.get(each.id) ?? null }]));
  return latest.flatMap((enrolment) => {
    const course = byId.get(enrolment.courseId);
    return course ? [{ enrolment, course }] : [];
  });
}

/** A newer version may have more lessons or another title than the one the person learns. */
async function cardLearned(newest: store.StoredCard | undefined, { courseId, version }: enrolments.Enrolment) {
  if (!newest || newest.version === version) return newest;
  // where that one was made of another academy's course and this one was not, or the other way round
  const { origin: _, ...rest } = newest;
  return { ...rest, ...cardOf(await manifestOfVersion(courseId, version)) };
}

/** Cards with the names of their academies. */
export async function presentCards<C extends { organisationId: string }>(cards: readonly C[]) {
  const organisations = await organisationsById(cards.map((each) => each.organisationId));
  return cards.flatMap((each) => {
    const organisation = organisations.get(each.organisationId);
    return organisation ? [{ ...each, organisation: { id: organisation.id, name: organisation.name } }] : [];
  });
}

/** Which version of a course a person learns, and which before. */
export const enrolmentOf = enrolments.enrolment;

/** One page of the learners of an academy or region enrolled in a course. */
export const enrolledPage = enrolments.enrolledPage;
export const enrolledCount = enrolments.enrolledCount;

/** Cards of released courses by id, as a map; unknown ids are absent. */
export async function cardsById(ids: readonly string[]): Promise<Map<string, store.StoredCard>> {
  return new Map((await store.cards(ids)).map((each) => [each.id, each]));
}

/** What an academy or region takes and may take. */
export async function usageOf(branchId: string) {
  const [branch, used] = await Promise.all([organisation(branchId), usedBytes(branchId)]);
  return { organisationId: branchId, usedBytes: used, quotaBytes: branch.storageQuotaBytes };
}

/** All that courses keeps about a person. */
export const dataOf = async (personId: string) => ({ enrolments: await enrolments.enrolmentsOf(personId) });
