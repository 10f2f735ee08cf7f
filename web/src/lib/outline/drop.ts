/** Moving by pointer: which gap is nearest. Pure: boxes and the pointer's height come in. */
import type { OutlineModule, Spot } from './outline.ts';

/** Top and bottom of what is drawn for a module's heading or a lesson, by id. */
export type Boxes = Readonly<Record<string, { top: number; bottom: number } | undefined>>;
export interface Gap<At> {
  at: At;
  /** height of the line that marks it */
  y: number;
}

/** Gaps a lesson can go to: under each heading and under each other lesson. */
export function lessonGaps(outline: readonly OutlineModule[], boxes: Boxes, lessonId: string): Gap<Spot>[] {
  return outline.flatMap(({ module, lessons }) => {
    const others = lessons.filter(({ lesson }) => lesson.id !== lessonId);
    const above = [module.id, ...others.map(({ lesson }) => lesson.id)];
    return above.flatMap((id, index) => gap({ moduleId: module.id, index }, boxes[id]?.bottom));
  });
}

/** Gaps a module can go to: above the first and under the last row of each other one. */
export function moduleGaps(outline: readonly OutlineModule[], boxes: Boxes, moduleId: string): Gap<number>[] {
  const others = outline.filter(({ module }) => module.id !== moduleId);
  const above = others.slice(0, 1).flatMap(({ module }) => gap(0, boxes[module.id]?.top));
  const under = others.flatMap(({ module, lessons }, index) => {
    const last = lessons.at(-1)?.lesson.id ?? module.id;
    return gap(index + 1, boxes[last]?.bottom);
  });
  return [...above, ...under];
}

/** The gap nearest to the pointer. */
export function nearest<At>(gaps: readonly Gap<At>[], y: number): Gap<At> | undefined {
  return gaps.reduce<Gap<At> | undefined>(
    (best, each) => (best && Math.abs(best.y - y) <= Math.abs(each.y - y) ? best : each),
    undefined,
  );
}

const gap = <At>(at: At, y: number | undefined): Gap<At>[] => (y === undefined ? [] : [{ at, y }]);
