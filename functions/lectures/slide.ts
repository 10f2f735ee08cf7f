/** A slide as learners get it. Pure. */
import type { Slide } from '#contracts/film-slides.ts';
import type { LectureSlide } from '#contracts/lectures.ts';
import type { PictureVariant } from '#contracts/media.ts';

/** In one encoding; where it was never made in that, in the other. */
export function slideIn({ startMs, alt, title, variants }: Slide, type: PictureVariant['type']): LectureSlide {
  const wanted = variants.filter((each) => each.type === type);
  const pictures = (wanted.length > 0 ? wanted : variants).map(({ sha256, width, height, bytes }) => ({
    ...{ sha256, width, height, bytes },
  }));
  return { startSeconds: startMs / 1000, alt, title, pictures };
}
