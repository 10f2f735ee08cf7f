/** How large pictures may come, and in which sizes they are kept. Pure. */
import { AppError } from '#contracts/errors.ts';
import { picturePixelsMax } from '#contracts/media.ts';

const widths = [1600, 1024, 640, 320];
/** times its width; what is taller than that (a whole page as one screenshot) is made smaller as a whole */
const tallest = 3;

export interface Size {
  width: number;
  height: number;
}

/** Judges a picture by its header, before anything is decoded. */
export function checkSize({ width, height, frames }: Size & { frames: number }): void {
  if (frames > 1) throw new AppError('mediaTypeRefused', { reason: 'animated' });
  if (width * height > picturePixelsMax) throw new AppError('mediaTooLarge', { pixelsMax: String(picturePixelsMax) });
}

/** The box a picture is fitted into; it is never made larger. */
export const boxMax: Size = { width: widths[0]!, height: widths[0]! * tallest };

/** Widths in which a picture of this width is kept, widest first: its own, and those of the list that are clearly smaller. */
export const widthsOf = (width: number): number[] => [width, ...widths.filter((each) => each <= width * 0.9)];
