/** A frame on a picture: moved and resized by pointer and by keys, kept inside, in a shape if one is chosen. Pure. */
export interface Size {
  width: number;
  height: number;
}
export interface Frame extends Size {
  x: number;
  y: number;
}
export const shapes = ['free', 'wide', 'photo', 'square'] as const;
export type Shape = (typeof shapes)[number];
const ratios: Record<Shape, number | undefined> = { free: undefined, wide: 16 / 9, photo: 4 / 3, square: 1 };

export const corners = ['nw', 'ne', 'sw', 'se'] as const;
export type Corner = (typeof corners)[number];

/** What is cut out is at least so many pixels wide and high (or all there is). */
const least = 16;

/** A picture after quarter turns to the right. */
export const turned = ({ width, height }: Size, turns: number): Size =>
  turns % 2 ? { width: height, height: width } : { width, height };

/** The largest frame of a shape, in the middle. */
export function largest(size: Size, shape: Shape): Frame {
  const { width, height } = inShape(size, shape);
  return { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height };
}

function inShape({ width, height }: Size, shape: Shape): Size {
  const ratio = ratios[shape];
  if (!ratio) return { width, height };
  return width / height > ratio ? { width: height * ratio, height } : { width, height: width / ratio };
}

/** The frame somewhere else, as far as the picture goes. */
export const moved = (frame: Frame, by: { x: number; y: number }, size: Size): Frame => ({
  ...frame,
  x: clamp(frame.x + by.x, 0, size.width - frame.width),
  y: clamp(frame.y + by.y, 0, size.height - frame.height),
});

/** The frame with one corner somewhere else; the one opposite stays. */
export function stretched(frame: Frame, corner: Corner, by: { x: number; y: number }, size: Size, shape: Shape): Frame {
  const west = corner.endsWith('w');
  const north = corner.startsWith('n');
  const right = frame.x + frame.width;
  const bottom = frame.y + frame.height;
  // room from the corner that stays to the edge of the picture
  const room = { width: west ? right : size.width - frame.x, height: north ? bottom : size.height - frame.y };
  const wanted = {
    width: clamp(frame.width + (west ? -by.x : by.x), Math.min(least, room.width), room.width),
    height: clamp(frame.height + (north ? -by.y : by.y), Math.min(least, room.height), room.height),
  };
  const made = keepShape(wanted, room, shape);
  return { ...made, x: west ? right - made.width : frame.x, y: north ? bottom - made.height : frame.y };
}

/** The width decides, as far as there is room for the height that belongs to it. */
function keepShape(wanted: Size, room: Size, shape: Shape): Size {
  const ratio = ratios[shape];
  if (!ratio) return wanted;
  const width = Math.min(wanted.width, room.height * ratio);
  return { width, height: width / ratio };
}

/** The frame larger or smaller around its middle, in the proportions it has, as far as the picture goes. */
export function scaled(frame: Frame, by: number, size: Size): Frame {
  const most = Math.min(size.width / frame.width, size.height / frame.height);
  const fewest = Math.min(1, least / Math.min(frame.width, frame.height));
  const factor = clamp(by, fewest, most);
  const [width, height] = [frame.width * factor, frame.height * factor];
  return centred({ ...frame, width, height }, middleOf(frame), size);
}

const middleOf = ({ x, y, width, height }: Frame) => ({ x: x + width / 2, y: y + height / 2 });

/** The frame with its middle at a point, as far as the picture goes. */
export const centred = (frame: Frame, at: { x: number; y: number }, size: Size): Frame =>
  moved({ ...frame, x: at.x - frame.width / 2, y: at.y - frame.height / 2 }, { x: 0, y: 0 }, size);

/** What an arrow key does; undefined for other keys. With Shift ten times as far. */
export function stepOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, size: Size) {
  const far = (Math.max(size.width, size.height) / 100) * (shiftKey ? 10 : 1);
  const steps: Record<string, { x: number; y: number }> = {
    ArrowLeft: { x: -far, y: 0 },
    ArrowRight: { x: far, y: 0 },
    ArrowUp: { x: 0, y: -far },
    ArrowDown: { x: 0, y: far },
  };
  return steps[key];
}

/** Whole pixels. */
export const rounded = ({ x, y, width, height }: Frame): Frame => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
});

const clamp = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), Math.max(from, to));
