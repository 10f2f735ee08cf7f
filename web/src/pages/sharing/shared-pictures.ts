/** Pictures of a shared course, as the renderer wants them. Pure. */
import type { Lesson } from '#contracts/courses.ts';
import { requestOf } from '#contracts/request.ts';
import { sharing } from '#contracts/sharing.ts';
import type { Pictures } from '../../lib/markdown/model.ts';

export const sharedPictureHref = (courseId: string, sha256: string): string =>
  requestOf(sharing.sharedPicture, { params: { courseId, sha256 } }).path;

export const sharedPictures = (courseId: string, pictures: Lesson['pictures']): Pictures =>
  Object.fromEntries(
    Object.entries(pictures).map(([path, { sha256, width, height }]) => [
      path,
      { src: sharedPictureHref(courseId, sha256), width, height },
    ]),
  );
