/** A picture on this device: opened, turned, cut, made smaller, encoded. What else was in its file stays here. */
import { pictureBytesMax, pictureTypes } from '#contracts/media.ts';
import { turned, type Frame, type Size } from './crop.ts';
import { WrongFile } from './media-files.ts';

/** Sides of what is sent: the academy keeps less, so more would only take time. */
const sentMax: Size = { width: 2400, height: 4800 };
/** Pixels with which a device of today still works easily; what is larger is made smaller before it is shown. */
const workingPixels = 16_000_000;
/** A file as it came is sent as it is up to this size. */
const untouchedBytes = 4 * 1024 * 1024;

export interface OpenPicture extends Size {
  file: File;
  source: CanvasImageSource;
  /** gives its memory back */
  close(): void;
}

/** Throws `WrongFile` where the browser cannot show it. */
export async function openPicture(file: File): Promise<OpenPicture> {
  const address = URL.createObjectURL(file);
  try {
    const image = await load(address);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height) throw new WrongFile('unreadable');
    const scale = Math.sqrt(workingPixels / (width * height));
    if (scale >= 1) {
      return { file, source: image, width, height, close: () => URL.revokeObjectURL(address) };
    }
    const smaller = { width: Math.round(width * scale), height: Math.round(height * scale) };
    const source = await shrunk(file, image, smaller);
    URL.revokeObjectURL(address);
    return { file, source, ...smaller, close: () => source instanceof ImageBitmap && source.close() };
  } catch (error) {
    URL.revokeObjectURL(address);
    throw error instanceof WrongFile ? error : new WrongFile('unreadable');
  }
}

async function load(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
    image.src = address;
  });
  return image;
}

/** Older browsers know no options: they draw it. */
async function shrunk(file: File, image: HTMLImageElement, { width, height }: Size): Promise<CanvasImageSource> {
  try {
    const options = { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } as const;
    const made = await createImageBitmap(file, options);
    if (made.width === width && made.height === height) return made;
  } catch {
    // then by canvas
  }
  const canvas = canvasOf({ width, height });
  contextOf(canvas).drawImage(image, 0, 0, width, height);
  return canvas;
}

/** Draws the picture, turned and cut, into a canvas of the frame's size times `scale`. */
export function drawPicture(
  canvas: HTMLCanvasElement,
  { source, ...size }: OpenPicture,
  turns: number,
  frame: Frame,
  scale: number,
): void {
  canvas.width = Math.max(1, Math.round(frame.width * scale));
  canvas.height = Math.max(1, Math.round(frame.height * scale));
  const context = contextOf(canvas);
  const { width, height } = turned(size, turns);
  context.imageSmoothingQuality = 'high';
  context.scale(canvas.width / frame.width, canvas.height / frame.height);
  context.translate(-frame.x, -frame.y);
  if (turns % 4 === 1) context.translate(width, 0);
  if (turns % 4 === 2) context.translate(width, height);
  if (turns % 4 === 3) context.translate(0, height);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(source, 0, 0, size.width, size.height);
}

/** What is sent: the file as it came where nothing was done to it and it is small, else what was drawn. */
export async function pictureToSend(picture: OpenPicture, turns: number, frame: Frame): Promise<Blob> {
  const { file, width, height } = picture;
  const isWhole = turns % 4 === 0 && frame.width >= width - 1 && frame.height >= height - 1;
  const isTaken = (pictureTypes as readonly string[]).includes(file.type) && file.size <= untouchedBytes;
  if (isWhole && isTaken && picture.source instanceof HTMLImageElement) return file;
  const scale = Math.min(1, sentMax.width / frame.width, sentMax.height / frame.height);
  const canvas = canvasOf({ width: 1, height: 1 });
  drawPicture(canvas, picture, turns, frame, scale);
  return encoded(canvas, /jpe?g|hei[cf]/.test(file.type) ? 'image/jpeg' : 'image/png');
}

async function encoded(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Blob> {
  const made = await blobOf(canvas, type);
  if (made.size <= pictureBytesMax || type === 'image/jpeg') return made;
  return encoded(onWhite(canvas), 'image/jpeg');
}

/** A JPEG knows no transparency: it would turn black. */
function onWhite(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const filled = canvasOf(canvas);
  const context = contextOf(filled);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, filled.width, filled.height);
  context.drawImage(canvas, 0, 0);
  return filled;
}

async function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
  if (!made) throw new WrongFile('unreadable');
  return made;
}

const canvasOf = ({ width, height }: Size): HTMLCanvasElement =>
  Object.assign(document.createElement('canvas'), { width, height });

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new WrongFile('unreadable');
  return context;
}
