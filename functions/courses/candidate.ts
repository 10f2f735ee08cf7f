/** What a review froze and its reviewers approved: a course that lacks nothing but its number and its moment. Pure. */
import { additionContents } from '#contracts/film-additions.ts';
import { lessonsOf, withVersions, type Manifest, type ManifestLecture, type PictureFile } from './manifest.ts';

export type Candidate = Omit<Manifest, 'version' | 'releasedAt' | 'lectures' | 'retired'> & {
  lectures: Omit<ManifestLecture, 'version'>[];
};

/** A picture or file that came along with a course, to be kept by media before texts can show it. */
export interface BroughtMedia {
  id: string;
  kind: 'picture' | 'file';
  name: string;
  type: string;
  sha256: string;
  bytes: number;
  width?: number;
  height?: number;
  variants: { sha256: string; type: 'image/avif' | 'image/webp'; width: number; height: number; bytes: number }[];
}

/** What an import hands over; where it came as an archive, the texts are still to be made of its blocks. */
export type Brought = Candidate & {
  media?: BroughtMedia[];
  /** hash of the articles that its texts refer to, as they are where it comes from */
  norms?: string;
  /** id of the key */
  signedBy?: string;
};

/** The candidate as the next version of the course. */
export const releasedOf = (
  candidate: Candidate,
  { before, ...release }: { version: number; releasedAt: string; before: Manifest | undefined },
): Manifest => ({ ...candidate, ...release, ...withVersions(candidate.lectures, before) });

/** Everything of a version that is kept by its hash. */
export function contentOf(manifest: Manifest): Set<string> {
  const lectures = [...manifest.lectures, ...(manifest.retired ?? [])];
  return new Set([
    ...lessonsOf(manifest).flatMap((lesson) => Object.values(lesson.text)),
    ...lectures.flatMap((lecture) => [
      ...[lecture.source, ...Object.values(lecture.captions)],
      ...additionContents(lecture),
    ]),
    ...picturesOf(manifest).map((picture) => picture.sha256),
    ...Object.values(manifest.files ?? {}).map((file) => file.sha256),
  ]);
}

/** All pictures of a version in all their widths and encodings. */
export const picturesOf = ({ pictures }: Pick<Manifest, 'pictures'>): PictureFile[] =>
  Object.values(pictures).flatMap((picture) => [picture, ...(picture.variants ?? [])]);
