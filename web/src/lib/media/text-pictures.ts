/** Pictures that a text names by its path, because they came with it: their addresses for the draft’s team and reviewers. Pure. */
import type { TextPictures } from '#contracts/blocks.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { requestOf } from '#contracts/request.ts';
import type { Pictures } from '../markdown/model.ts';

interface OfLesson {
  courseId: string;
  lessonId: string;
}

/** path as the text names it → picture, as the renderer wants it */
export const textPictures = (of: OfLesson, pictures: TextPictures): Pictures =>
  Object.fromEntries(
    Object.entries(pictures).map(([path, { sha256, width, height }]) => [
      path,
      { src: requestOf(draftBlocks.lessonPicture, { params: { ...of, sha256 } }).path, width, height },
    ]),
  );

/** A picture that a text names, and what it says of it. */
export interface NamedPicture {
  path: string;
  alt: string;
}

const image = /!\[([^\]]*)\]\(\s*<?([^\s)>]+)/g;

/** The pictures a Markdown text names, each path once. */
export function picturesNamed(text: string): NamedPicture[] {
  const found = new Map([...text.matchAll(image)].map(([, alt = '', path = '']) => [path, { path, alt }]));
  return [...found.values()];
}

/** A picture as it was and as it is; both the same where only the words around it changed. */
export interface PicturePair {
  path: string;
  alt: string;
  before: Pictures[string] | undefined;
  after: Pictures[string] | undefined;
  isChanged: boolean;
}

/** Pictures of a block as it was and as it is: only those the academy has can be shown. */
export function picturePairs(
  texts: { before: string | null; after: string | null },
  pictures: { before: Pictures; after: Pictures },
): PicturePair[] {
  const [old, now] = [picturesNamed(texts.before ?? ''), picturesNamed(texts.after ?? '')];
  const known = (all: Pictures, path: string) => (Object.hasOwn(all, path) ? all[path] : undefined);
  const paths = new Map([...old, ...now].map((each) => [each.path, each.alt]));
  const pairs = [...paths].map(([path, alt]): PicturePair => {
    const before = old.some((each) => each.path === path) ? known(pictures.before, path) : undefined;
    const after = now.some((each) => each.path === path) ? known(pictures.after, path) : undefined;
    return { path, alt, before, after, isChanged: before?.src !== after?.src };
  });
  return pairs.filter(({ before, after }) => before ?? after);
}
