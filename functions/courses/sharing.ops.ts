/** Endpoints of the shared catalogue; and the shelves, which follow what teams decide and what is released. */
import { AppError } from '#contracts/errors.ts';
import type { Language } from '#contracts/common.ts';
import type { sharing as contract } from '#contracts/sharing.ts';
import { mayIn } from '#contracts/permissions.ts';
import { branchOf, organisationsById } from '../identity/identity.reads.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { isConditionFailure } from '../platform/table.ts';
import { picturesOf } from './candidate.ts';
import { manifestOfVersion, presentCards } from './courses.reads.ts';
import { cardNow, placeOf, type StoredCard } from './courses.store.ts';
import { attachedTo, cardOf, lessonView } from './manifest.ts';
import { recalls, recallVersion } from './recall.ops.ts';
import { recallFor } from './recalls.reads.ts';
import { sharedCourse, type Shared } from './sharing.reads.ts';
import { audiencesOf, byOfferTitle, fits, type Offer } from './sharing.ts';
import * as store from './sharing.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const sharingHandlers: Handlers<typeof contract> = {
  sharedCourses: list,
  sharedCourse: one,
  sharedLesson: lesson,
  sharedPicture: picture,
  recalls,
  recallVersion,
};

/** courses listed for single academies; they are shown together, on the first page */
const listedMax = 300;
const pageSize = 30;
/** what one request looks through: a search that finds little answers what it found, and where to go on */
const lookedThrough = 300;

async function list(ctx: Context, { query }: Of<'sharedCourses'>) {
  const branches = await authoringBranches(ctx);
  const { cursor, ...wanted } = query;
  const scope = `shared ${ctx.person.id} ${JSON.stringify(wanted)}`;
  const from = await openCursor(cursor, scope, ctx.now);
  const isWanted = (offer: Offer) => !branches.includes(offer.branchId) && fits(offer, wanted);
  const listed = cursor ? [] : await Promise.all(branches.map((each) => store.offerPage(each, undefined, listedMax)));
  const found = byOfferTitle(listed.flatMap(({ items }) => items)).filter(isWanted);
  let at = from;
  let seen = 0;
  do {
    const { items, lastKey } = await store.offerPage('all', at, pageSize);
    found.push(...items.filter(isWanted));
    seen += items.length;
    at = lastKey;
  } while (at && found.length < pageSize && seen < lookedThrough);
  const distinct = [...new Map(found.map((each) => [each.id, each])).values()];
  return { items: await presentCards(distinct), next: await sealCursor(at, scope, ctx.now) };
}

/** Academies and regions for which the asker may author. */
async function authoringBranches(ctx: Context): Promise<string[]> {
  const { memberships } = ctx.person;
  const found = await organisationsById(memberships.map(({ organisationId }) => organisationId));
  const able = [...found.values()].filter(({ path }) => mayIn(memberships, 'authorCourses', path));
  return [...new Set(able.map(({ path }) => branchOf(path)))];
}

async function sharedWithAsker(ctx: Context, courseId: string): Promise<Shared> {
  const found = await sharedCourse(courseId, await authoringBranches(ctx));
  if (!found) throw new AppError('notFound');
  return found;
}

async function one(ctx: Context, { params }: Of<'sharedCourse'>) {
  const { card, manifest } = await sharedWithAsker(ctx, params.courseId);
  const [shown] = await presentCards([{ ...cardOf(manifest), organisationId: card.organisationId }]);
  if (!shown) throw new AppError('notFound');
  const modules = manifest.modules.map(({ id, title, lessons }) => ({
    ...{ id, title },
    lessons: lessons.map((each) => ({
      ...{ id: each.id, number: each.number, title: each.title, minutes: each.minutes },
      film: Object.keys(each.lectures).length > 0,
    })),
  }));
  const { competences = [], outcomes } = manifest;
  return { ...shown, competences, outcomes, modules, recall: await recallFor(manifest) };
}

async function lesson(ctx: Context, { params, query }: Of<'sharedLesson'>) {
  const { manifest } = await sharedWithAsker(ctx, params.courseId);
  const found = lessonView(manifest, params.lessonId, query.language as Language | undefined, null);
  if (!found) throw new AppError('notFound');
  const text = await contentText(found.textHash);
  const { lesson: outline, language, languages } = found.view;
  return { lesson: outline, language, languages, text, ...attachedTo(text, manifest) };
}

async function picture(ctx: Context, { params }: Of<'sharedPicture'>): Promise<Response> {
  const { manifest } = await sharedWithAsker(ctx, params.courseId);
  const found = picturesOf(manifest).find(({ sha256 }) => sha256 === params.sha256);
  if (!found) throw new AppError('notFound');
  return pictureResponse(found);
}

const attemptsMax = 5;

/** `authoring.shared`: what the team has decided; of two decisions the later one stands, whichever is heard of first. */
export const followSharing = ({ subjectId, data }: RecordEvent): Promise<void> =>
  shelve(subjectId, (before) => {
    const revision = Number(data['revision']);
    if (revision <= before.revision) return before;
    const organisationIds = String(data['organisations'] ?? '')
      .split(' ')
      .filter(Boolean);
    return { ...before, with: String(data['with']) as store.StoredSharing['with'], organisationIds, revision };
  });

/** Released, retired, recalled, or put back: it stands where it should now. */
export const reshelve = (courseId: string): Promise<void> => shelve(courseId, (before) => before);

async function shelve(courseId: string, decide: (before: store.StoredSharing) => store.StoredSharing): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const [before, card] = await Promise.all([store.sharingNow(courseId), cardNow(courseId)]);
    const decided = decide(before);
    // never shared
    if (decided.revision === 0) return;
    const audiences = audiencesOf(decided, card);
    const offer = audiences.length && card ? await offerOf(card) : undefined;
    try {
      return await store.putSharing(before, decided, { audiences, offer });
    } catch (error) {
      if (!isConditionFailure(error) || attempt === attemptsMax) throw error;
    }
  }
}

async function offerOf(card: StoredCard): Promise<store.Shelving['offer']> {
  const manifest = await manifestOfVersion(card.id, card.version);
  const { origin: _, ...shown } = cardOf(manifest);
  const { organisationId, branchId } = card;
  return {
    place: placeOf(card),
    card: { ...shown, organisationId, branchId, competences: manifest.competences ?? [] },
  };
}

/** `authoring.adopted`: a copy was made; the original’s team sees by whom. */
export async function noteAdoption({ subjectId, objectId = '', data, now }: RecordEvent): Promise<void> {
  await store.putAdopted({
    ...{ courseId: subjectId, organisationId: objectId, from: String(data['from']), version: Number(data['version']) },
    at: new Date(now).toISOString(),
  });
}
