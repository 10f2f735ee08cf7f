/** A picture of any kind the browser can show becomes a small square PNG; what else was in the file stays here. */
import { logoBytesMax, logoSizeMax } from '#contracts/organisations.ts';
import { fitInto } from './organisation-view.ts';

export const pictureBytesMax = 10 * 1024 * 1024;

export class PictureError extends Error {
  readonly reason: 'tooLarge' | 'unreadable';
  constructor(reason: 'tooLarge' | 'unreadable') {
    super(reason);
    this.reason = reason;
  }
}

/** The PNG as a data address: for the preview, and – after the comma – for the server. */
export async function drawLogo(file: File): Promise<string> {
  if (file.size > pictureBytesMax) throw new PictureError('tooLarge');
  const image = await load(file);
  // a photograph may not fit at full size
  for (const side of [logoSizeMax, 192, 128, 64]) {
    const address = draw(image, side);
    if (base64Of(address).length * 0.75 <= logoBytesMax) return address;
  }
  throw new PictureError('tooLarge');
}

export const base64Of = (address: string): string => address.slice(address.indexOf(',') + 1);

async function load(file: File): Promise<HTMLImageElement> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    await new Promise((done, fail) => {
      image.onload = done;
      image.onerror = fail;
      image.src = address;
    });
  } catch {
    throw new PictureError('unreadable');
  } finally {
    URL.revokeObjectURL(address);
  }
  return image;
}

function draw(image: HTMLImageElement, side: number): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  // a drawing without a size of its own takes the whole square
  const { width, height, left, top } = fitInto(image.naturalWidth || side, image.naturalHeight || side, side);
  canvas.getContext('2d')?.drawImage(image, left, top, width, height);
  return canvas.toDataURL('image/png');
}
