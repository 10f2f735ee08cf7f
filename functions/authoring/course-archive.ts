/** A course as it goes out in an archive: its manifest, and the texts of its lessons without a single id. Pure. */
import { archiveFormat, canonicalJson, type ArchiveManifest, type LessonBlocks } from '#contracts/archive.ts';
import type { Localised } from '#contracts/common.ts';
import type { StoredMedia } from '../media/media.reads.ts';
import { renamedPictures, shownAs, type Freezing } from './candidate.ts';
import type { Film } from './films.ts';
import { lessonsIn, mediaOf, type FrozenLesson } from './frozen-course.ts';

/** What a picture or file is called by in texts that go out: the hash of what is shown first, or of the file. */
export const keyOf = (media: StoredMedia): string => shownAs(media)?.picture.sha256 ?? media.sha256;

/** A lesson's blocks as they go out. */
export function archivedBlocks(lesson: FrozenLesson, { modules, media }: Freezing): LessonBlocks {
  const renamed = [...renamedPictures(lesson, lessonsIn(modules))];
  const named = (text: string) => renamed.reduce((so, [from, to]) => so.replaceAll(`](${from}`, `](${to}`), text);
  return lesson.blocks.map(({ kind, ref, texts }) => {
    const shown = ref === null ? undefined : media.get(ref);
    const segments = Object.entries(texts).map(([language, segment]) => [
      language,
      { text: named(segment!.text), alt: segment!.alt },
    ]);
    return { kind, ref: shown ? keyOf(shown) : null, texts: Object.fromEntries(segments) as LessonBlocks[0]['texts'] };
  });
}

/** Ids of articles that the texts refer to, each once. */
export const normsIn = (lessons: readonly FrozenLesson[]): string[] => {
  const texts = lessons.flatMap(({ blocks }) =>
    blocks.flatMap((block) => Object.values(block.texts).map((segment) => segment?.text ?? '')),
  );
  return [...new Set(texts.flatMap((text) => text.match(/\bart_[0-9A-HJKMNP-TV-Z]{26}\b/g) ?? []))].sort();
};

export interface Archived {
  from: { organisation: { id: string; name: Localised }; version: number | null; at: string };
  films: ReadonlyMap<string, Film>;
  /** lesson → hash of its blocks */
  blocks: ReadonlyMap<string, string>;
  names: string;
  norms: string | null;
}

/** Everything but the list of blobs. */
export function manifestOf(freezing: Freezing, archived: Archived): Omit<ArchiveManifest, 'blobs'> {
  const { draft, about, modules, languages, media } = freezing;
  const lessons = lessonsIn(modules);
  const wanted = new Set(lessons.flatMap(({ lectures }) => Object.values(lectures)));
  const { from, films, blocks, names, norms } = archived;
  return {
    format: archiveFormat,
    exported: { courseId: draft.id, ...from },
    ...{ languages: [...languages], title: draft.title, summary: about.summary ?? {}, outcomes: about.outcomes },
    ...{ topics: about.topics, competences: about.competences, audience: draft.audience, names, norms },
    modules: modules.map(({ id, title, lessons: inside }) => ({
      id,
      title,
      lessons: inside.map((lesson) => ({
        ...{ id: lesson.id, title: lesson.title, minutes: lesson.minutes, blocks: blocks.get(lesson.id)! },
        films: Object.fromEntries(Object.entries(lesson.lectures).filter(([, id]) => films.has(id))),
      })),
    })),
    films: [...films.values()].filter(({ id }) => wanted.has(id)).map(shownFilm),
    media: [...new Map(mediaOf(lessons).flatMap((id) => archivedMedia(media.get(id)))).values()],
    pictures: Object.fromEntries(
      lessons.flatMap((lesson) => {
        const renamed = renamedPictures(lesson, lessons);
        return Object.entries(lesson.pictures).map(([path, { sha256, type, width, height }]) => [
          renamed.get(path) ?? path,
          { sha256, type: type as 'image/png', width, height },
        ]);
      }),
    ),
  };
}

const shownFilm = ({ id, language, title, durationSeconds, source, captions }: Film) => ({
  ...{ id, language, title, durationSeconds, source, captions },
});

function archivedMedia(media: StoredMedia | undefined): [string, ArchiveManifest['media'][number]][] {
  if (!media) return [];
  const [key, { name }] = [keyOf(media), media];
  if (media.kind === 'file') return [[key, { kind: 'file', key, name, type: media.type as 'text/plain' }]];
  const { width = 1, height = 1, variants } = media;
  const shown = variants.map((one) => ({
    ...{ sha256: one.sha256, type: one.type, width: one.width, height: one.height },
  }));
  return [[key, { kind: 'picture', key, name, width, height, variants: shown }]];
}

/** What the manifest names, with its type; texts and names are JSON. */
export function contentIn(manifest: Omit<ArchiveManifest, 'blobs'>): Map<string, string> {
  return new Map([
    ...manifest.films.flatMap(({ source, captions }): [string, string][] => [
      [source, 'video/mp4'],
      ...Object.values(captions).map((hash): [string, string] => [hash, 'text/vtt']),
    ]),
    ...Object.values(manifest.pictures).map(({ sha256, type }): [string, string] => [sha256, type]),
    ...manifest.media.flatMap((each): [string, string][] =>
      each.kind === 'picture'
        ? each.variants.map(({ sha256, type }): [string, string] => [sha256, type])
        : [[each.key, each.type]],
    ),
  ]);
}

export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));
