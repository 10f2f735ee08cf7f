/** A checked archive as the candidate of a release: ids are new ones, derived from those it came with. Pure. */
import type { ArchiveManifest, BlockNames, LessonBlocks } from '#contracts/archive.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import type { IdKind } from '#contracts/common.ts';
import type { Brought, BroughtMedia } from './candidate.ts';

export interface ArchiveImport {
  courseId: string;
  organisationId: string;
  /** the id here of what has this one there */
  idOf(kind: IdKind, from: string): string;
  /** lesson (as it came) → hash of its blocks under their new ids */
  blocks: ReadonlyMap<string, string>;
}

export function candidateOfArchive(
  manifest: ArchiveManifest,
  { courseId, organisationId, idOf, blocks }: ArchiveImport,
): Brought {
  const { audience, languages, title, summary, outcomes, topics, competences, pictures } = manifest;
  let number = 0;
  return {
    ...{ courseId, organisationId, audience, languages, title, summary, outcomes, topics, pictures },
    ...(competences.length ? { competences } : {}),
    modules: manifest.modules.map((module) => ({
      id: idOf('module', module.id),
      title: module.title,
      lessons: module.lessons.map((lesson) => ({
        id: idOf('lesson', lesson.id),
        number: (number += 1),
        title: lesson.title,
        minutes: lesson.minutes,
        text: {},
        blocks: blocks.get(lesson.id)!,
        lectures: Object.fromEntries(
          Object.entries(lesson.films).map(([language, film]) => [language, idOf('lecture', film)]),
        ),
      })),
    })),
    lectures: manifest.films.map((film) => ({ ...film, id: idOf('lecture', film.id) })),
    media: broughtMedia(manifest, idOf),
    ...(manifest.norms === null ? {} : { norms: manifest.norms }),
  };
}

function broughtMedia({ media, blobs }: ArchiveManifest, idOf: ArchiveImport['idOf']): BroughtMedia[] {
  const bytes = new Map(blobs.map((blob) => [blob.sha256, blob.bytes]));
  return media.map((each) => {
    const known = { id: idOf('media', each.key), name: each.name, sha256: each.key };
    if (each.kind === 'file')
      return { ...known, kind: 'file', type: each.type, bytes: bytes.get(each.key)!, variants: [] };
    const variants = each.variants.map((one) => ({ ...one, bytes: bytes.get(one.sha256)! }));
    const { width, height } = each;
    const total = variants.reduce((sum, one) => sum + one.bytes, 0);
    return { ...known, kind: 'picture', type: 'image/webp', width, height, variants, bytes: total };
  });
}

/** The blocks of a lesson under ids of this course; where the archive does not name as many, they are counted. */
export const namedBlocks = (
  blocks: LessonBlocks,
  lessonId: string,
  { names, idOf }: { names: BlockNames; idOf: ArchiveImport['idOf'] },
): FrozenBlock[] =>
  blocks.map(({ kind, ref, texts }, index) => ({
    id: idOf('block', names[lessonId]?.[index] ?? `${lessonId} ${index}`),
    kind,
    ref: ref === null ? null : idOf('media', ref),
    texts,
  }));
