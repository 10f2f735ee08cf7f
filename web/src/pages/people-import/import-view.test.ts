import { describe, expect, test } from 'vitest';
import { columnText, mayResume, stageOf } from './import-view.ts';

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
});
