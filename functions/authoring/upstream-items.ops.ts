/** Looks up what an adopted course is compared with: the original in the versions that matter, and what stands here. */
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { lessonsOf, manifestOfVersion, type Manifest, type ManifestLesson } from '../courses/courses.reads.ts';
import { newsOf, type OriginNews } from '../courses/sharing.reads.ts';
import { branchOf } from '../identity/identity.reads.ts';
import type { Access } from './access.ops.ts';
import { adoptedId } from './adoption.ops.ts';
import { inOrder } from './block-room.ts';
import { blocksOfLesson, type StoredBlock } from './blocks.store.ts';
import { decisionsOf } from './decisions.store.ts';
import { filmMarks, knownFilms, type Film } from './films.ts';
import { filmsIn } from './films.store.ts';
import { releasedNow } from './freezing-items.ops.ts';
import type { StoredDraft } from './drafts.store.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { ordered } from './outline.ts';
import { outlineItems, type StoredLesson, type StoredModule } from './outline.store.ts';
import { lessonOfKey, versionsFor, type Known } from './piece-keys.ts';
import type { Sides, TheirLesson } from './pieces.ts';

export interface Original {
  draft: StoredDraft;
  origin: NonNullable<StoredDraft['origin']>;
  known: Known;
  /** version → the original as it was */
  versions: ReadonlyMap<number, Manifest>;
  /** with which it is compared: the newest, or the one decided about last where there is none to be had */
  newest: number;
  /** both as they stand here, in their order */
  modules: readonly StoredModule[];
  lessons: readonly StoredLesson[];
  /** that lessons here may show */
  films: ReadonlyMap<string, Film>;
}

/** News of a draft's original; `notFound` where it has none. */
export async function newsFor({ draft, path }: Pick<Access, 'draft' | 'path'>): Promise<OriginNews> {
  const { courseId, version } = requireOrigin(draft);
  const asked = { courseId, version, branches: [branchOf(path)] };
  return (await newsOf([asked]))(asked);
}

function requireOrigin({ origin }: StoredDraft): NonNullable<StoredDraft['origin']> {
  if (!origin) throw new AppError('notFound');
  return origin;
}

/** Everything but the texts of lessons. */
export async function originalOf(draft: StoredDraft, latest: number | null): Promise<Original> {
  const origin = requireOrigin(draft);
  const newest = latest ?? origin.version;
  const [decisions, outline, released, brought] = await Promise.all([
    ...([decisionsOf(draft.id), outlineItems(draft.id), releasedNow(draft), filmsIn(draft.id)] as const),
  ]);
  const known: Known = {
    ...{ adopted: origin.adopted, version: origin.version },
    decisions: new Map(decisions.map((each) => [each.key, each])),
  };
  const looked = decisions.flatMap(({ seen, taken }) => [seen, taken ?? seen]);
  const wanted = [...new Set([origin.adopted, origin.version, newest, ...looked])];
  const found = await Promise.all(
    wanted.map(async (version) => [version, await manifestOfVersion(origin.courseId, version)] as const),
  );
  const films = knownFilms(released, brought);
  return { draft, origin, known, versions: new Map(found), newest, ...ordered(outline), films };
}

export const lessonIn = (manifest: Manifest | undefined, lessonId: string): ManifestLesson | undefined =>
  manifest && lessonsOf(manifest).find(({ id }) => id === lessonId);

/** Lessons of which something may have to be decided: what reads the same in both versions, and was never decided about, is not looked at. */
export function lessonsToCompare({ known, versions, newest }: Original): string[] {
  const [former, latest] = [versions.get(known.version), versions.get(newest)];
  const ids = [latest, former].flatMap((each) => (each ? lessonsOf(each).map(({ id }) => id) : []));
  const touched = new Set([...known.decisions.keys()].map(lessonOfKey));
  const reads = (manifest: Manifest | undefined, id: string) => {
    const { title, minutes, blocks, text, lectures = {} } = lessonIn(manifest, id) ?? {};
    const films = manifest ? filmMarks(lectures, knownFilms(manifest, [])) : {};
    return JSON.stringify([title, minutes, blocks, text, moduleOf(manifest, id)?.id, films]);
  };
  return [...new Set(ids)].filter((id) => touched.has(id) || reads(former, id) !== reads(latest, id));
}

/** A lesson from all sides; `blocks` where they are known already. */
export async function sidesOf(original: Original, lessonId: string, blocks?: readonly StoredBlock[]): Promise<Sides> {
  const { draft, known, versions, newest, lessons, modules, films } = original;
  const wanted = versionsFor(known, lessonId, newest);
  const theirs = await Promise.all(
    wanted.map(async (version) => [version, await theirLesson(versions.get(version), lessonId, draft.id)] as const),
  );
  const at = new Map(theirs);
  const idOf = adoptedId(draft.id);
  const own = lessons.find(({ id }) => id === idOf('lesson', lessonId));
  const mine = own && {
    ...{ id: own.id, title: own.title, minutes: own.minutes, revision: own.revision, movedAt: own.movedAt },
    films: shownIn(Object.fromEntries(Object.entries(own.lectures).map(([spoken, film]) => [spoken, film?.id])), films),
    module: modules.find(({ id }) => id === own.moduleId)!,
    blocks: inOrder(blocks ?? (await blocksOfLesson(draft.id, own.id))),
  };
  return {
    ...{ lessonId, newest, languages: draft.languages as Language[], known, mine, versions: wanted },
    at: (version) => at.get(version),
    idOf: (blockId) => idOf('block', blockId),
  };
}

async function theirLesson(
  manifest: Manifest | undefined,
  lessonId: string,
  courseId: string,
): Promise<TheirLesson | undefined> {
  const [found, module] = [lessonIn(manifest, lessonId), moduleOf(manifest, lessonId)];
  if (!manifest || !found || !module) return undefined;
  return {
    ...{ title: found.title, minutes: found.minutes, films: shownIn(found.lectures, knownFilms(manifest, [])) },
    module: { id: adoptedId(courseId)('module', module.id), title: module.title },
    blocks: await frozenBlocksOf(manifest, found),
  };
}

const moduleOf = (manifest: Manifest | undefined, lessonId: string) =>
  manifest?.modules.find(({ lessons }) => lessons.some(({ id }) => id === lessonId));

/** Films by the language that is spoken. */
const shownIn = (
  lectures: Partial<Record<Language, string | undefined>>,
  films: ReadonlyMap<string, Film>,
): TheirLesson['films'] =>
  Object.fromEntries(
    Object.entries(lectures).flatMap(([spoken, id]) => {
      const film = films.get(id ?? '');
      return film ? [[spoken, film]] : [];
    }),
  );
