import { describe, expect, test } from 'vitest';
import { columnText, mayResume, resultCounts, stageOf } from './import-view.ts';

describe('an import', () => {
  test('is being checked until there is a preview, and writes after that', () => {
    expect(stageOf({ state: 'running' }, false)).toBe('checking');
    expect(stageOf({ state: 'asking' }, true)).toBe('asking');
    expect(stageOf({ state: 'running' }, true)).toBe('running');
    expect(stageOf({ state: 'succeeded' }, true)).toBe('done');
  });

  test('goes on after a failure only where it had begun to write', () => {
    expect(mayResume({ state: 'failed' }, true)).toBe(true);
    expect(mayResume({ state: 'failed' }, false)).toBe(false);
    expect(mayResume({ state: 'cancelled' }, true)).toBe(false);
  });

  test('shows a dash for a fault of the whole line', () => {
    expect(columnText('')).toBe('–');
  });

  test('counts a line that was refused at the last moment with the bad ones', () => {
    const result = { created: '197', updated: '2', unchanged: '0', bad: '3', failed: '1' };
    expect(resultCounts(result)).toEqual({ creates: 197, updates: 2, unchanged: 0, bad: 4 });
  });
});
