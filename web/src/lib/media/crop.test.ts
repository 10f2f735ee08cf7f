import { describe, expect, test } from 'vitest';
import {
  centred,
  corners,
  largest,
  moved,
  rounded,
  scaled,
  shapes,
  stepOf,
  stretched,
  turned,
  type Frame,
} from './crop.ts';

const size = { width: 1000, height: 600 };
const frame: Frame = { x: 100, y: 100, width: 400, height: 300 };
const isInside = ({ x, y, width, height }: Frame, within = size) =>
  x >= -1e-6 && y >= -1e-6 && x + width <= within.width + 1e-6 && y + height <= within.height + 1e-6;
const arrow = (key: string, shiftKey = false) => stepOf({ key, shiftKey }, size);

describe('a frame', () => {
  test('of a shape is as large as the picture allows, in its middle', () => {
    expect(largest(size, 'free')).toEqual({ x: 0, y: 0, ...size });
    expect(largest(size, 'square')).toEqual({ x: 200, y: 0, width: 600, height: 600 });
    expect(rounded(largest(size, 'wide'))).toEqual({ x: 0, y: 19, width: 1000, height: 563 });
    expect(rounded(largest({ width: 300, height: 900 }, 'photo'))).toEqual({ x: 0, y: 338, width: 300, height: 225 });
  });

  test('moves as far as the picture goes', () => {
    expect(moved(frame, { x: 10, y: -20 }, size)).toEqual({ ...frame, x: 110, y: 80 });
    expect(moved(frame, { x: 9999, y: -9999 }, size)).toEqual({ ...frame, x: 600, y: 0 });
    expect(centred(frame, { x: 500, y: 300 }, size)).toEqual({ ...frame, x: 300, y: 150 });
    expect(centred(frame, { x: 0, y: 600 }, size)).toEqual({ ...frame, x: 0, y: 300 });
  });

  test('is stretched by a corner while the opposite one stays', () => {
    expect(stretched(frame, 'se', { x: 50, y: -50 }, size, 'free')).toEqual({ ...frame, width: 450, height: 250 });
    expect(stretched(frame, 'nw', { x: 50, y: -50 }, size, 'free')).toEqual({ x: 150, y: 50, width: 350, height: 350 });
  });

  test('stays inside and keeps its shape, whatever is done to it', () => {
    for (const shape of shapes)
      for (const corner of corners)
        for (const x of [-5000, -77, 0, 77, 5000])
          for (const y of [-5000, 77, 5000]) {
            const made = stretched(largest(size, shape), corner, { x, y }, size, shape);
            expect(isInside(made), JSON.stringify([shape, corner, x, y, made])).toBe(true);
            if (shape === 'square') expect(made.width).toBeCloseTo(made.height);
            expect(Math.min(made.width, made.height)).toBeGreaterThanOrEqual(9 - 1e-6);
          }
  });

  test('grows and shrinks around its middle', () => {
    expect(scaled(frame, 0.5, size)).toEqual({ x: 200, y: 175, width: 200, height: 150 });
    const large = scaled(frame, 100, size);
    expect(isInside(large)).toBe(true);
    expect(large.height).toBe(600);
    expect(scaled(frame, 0, size).height).toBe(16);
    expect(
      isInside(scaled({ x: 0, y: 0, width: 5, height: 5 }, 0.1, { width: 5, height: 5 }), { width: 5, height: 5 }),
    ).toBe(true);
  });

  test('follows the arrow keys, with Shift ten times as far', () => {
    expect(arrow('ArrowLeft')).toEqual({ x: -10, y: 0 });
    expect(arrow('ArrowDown', true)).toEqual({ x: 0, y: 100 });
    expect(arrow('Tab')).toBeUndefined();
  });

  test('is on a picture that was turned', () => {
    expect([0, 1, 2, 3].map((turns) => turned(size, turns).width)).toEqual([1000, 600, 1000, 600]);
  });
});
