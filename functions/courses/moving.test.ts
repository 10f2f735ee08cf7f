import { describe, expect, it } from 'vitest';
import { canMove, countedByVersion, keptVersion, moved, movesByItself, ownMove } from './moving.ts';

const at = '2026-11-22T10:00:00.000Z';

describe('taking a learner over to a newer version', () => {
  it('goes forward, and never for who has completed one', () => {
    expect(canMove({ version: 1 }, 2)).toBe(true);
    expect(canMove({ version: 2 }, 2)).toBe(false);
    expect(canMove({ version: 3 }, 2)).toBe(false);
    expect(canMove({ version: 1, completed: 1 }, 2)).toBe(false);
  });

  it('happens by itself only before the first lesson was opened', () => {
    expect(movesByItself({ version: 1 }, 2)).toBe(true);
    expect(movesByItself({ version: 1, begunAt: at }, 2)).toBe(false);
  });

  it('remembers each version that was learned, in order', () => {
    const second = moved({ version: 1 }, 2, at);
    expect(second).toEqual({ version: 2, earlier: [1], movedAt: at });
    expect(moved(second, 4, at).earlier).toEqual([1, 2]);
  });
});

describe('a learner who asks for it', () => {
  const refusal = (work: () => unknown) => {
    try {
      return work();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('comes to the newest; asked again, nothing changes', () => {
    expect(ownMove({ version: 1 }, 3, 3, at)?.version).toBe(3);
    expect(ownMove({ version: 3 }, 3, 3, at)).toBeUndefined();
  });

  it('is told when another one was released meanwhile, and when the course is completed', () => {
    expect(refusal(() => ownMove({ version: 1 }, 2, 3, at))).toBe('conflict');
    expect(refusal(() => ownMove({ version: 3 }, 2, 3, at))).toBe('conflict');
    expect(refusal(() => ownMove({ version: 1, completed: 1 }, 3, 3, at))).toBe('courseCompleted');
  });
});

it('whoever completed a version while being moved goes back to it', () => {
  expect(keptVersion({ version: 3, earlier: [1, 2] }, 2)).toEqual({ version: 2, earlier: [1] });
  expect(keptVersion({ version: 3, earlier: [1] }, 3)).toBeUndefined();
  // of a version they never learned nothing is put right
  expect(keptVersion({ version: 3 }, 2)).toBeUndefined();
});

it('learners are counted by version, the newest first', () => {
  const learners = [
    { version: 1, begunAt: at, completed: 1 },
    { version: 1, begunAt: at },
    { version: 1 },
    { version: 2 },
  ];
  expect(countedByVersion(learners)).toEqual([
    { version: 2, learners: 1, begun: 0, completed: 0 },
    { version: 1, learners: 3, begun: 1, completed: 1 },
  ]);
});
