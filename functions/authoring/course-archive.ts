/** A course as it goes out in an archive: its manifest, and the texts of its lessons without a single id. Pure. */
import { additionContents, additionsOf } from '#contracts/film-additions.ts';
import { archiveFormat, canonicalJson, type ArchiveManifest, type LessonBlocks } from '#contracts/archive.ts';
import type { Localised } from '#contracts/common.ts';
import type { Slide } from '#contracts/film-slides.ts';
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
  const { draft, about, modules, languages, media, slides } = freezing;
  const lessons = lessonsIn(modules);
  const wanted = new Set(lessons.flatMap(({ lectures }) => Object.values(lectures)));
  const { from, films, blocks, names, norms } = archived;
  const shown = [...films.values()].filter(({ id }) => wanted.has(id));
  const pictures = [
    ...mediaOf(lessons).flatMap((id) => archivedMedia(media.get(id))),
    ...shown.flatMap((film) => archivedSlides(film, slides?.get(film.id) ?? [])),
  ];
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
    films: shown.map(shownFilm),
    media: [...new Map(pictures).values()],
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

const shownFilm = ({ id, language, title, durationSeconds, source, captions, ...film }: Film) => ({
  ...{ id, language, title, durationSeconds, source, captions },
  ...additionsOf(film),
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

/** Pictures of slides go along as those of texts do, called by the lecture and their number. */
const archivedSlides = (film: Film, slides: readonly Slide[]): [string, ArchiveManifest['media'][number]][] =>
  slides.flatMap(({ key, variants }, index) => {
    const widest = variants.find(({ sha256 }) => sha256 === key);
    if (!widest) return [];
    const { width, height } = widest;
    const name = `${(film.title[film.language] ?? film.id).slice(0, 180)} ${index + 1}`;
    const shown = variants.map(({ bytes: _, ...variant }) => variant);
    return [[key, { kind: 'picture', key, name, width, height, variants: shown }]];
  });

/** What the manifest names, with its type; texts and names are JSON. */
export function contentIn(manifest: Omit<ArchiveManifest, 'blobs'>): Map<string, string> {
  return new Map([
    ...manifest.films.flatMap((film): [string, string][] => [
      [film.source, 'video/mp4'],
      ...Object.values(film.captions).map((hash): [string, string] => [hash, 'text/vtt']),
      ...additionContents(film).map((hash): [string, string] => [hash, 'application/json']),
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
