import { describe, expect, it } from 'vitest';
import { afterStatus, type Processing } from './lecture.ts';

const processing: Processing = { state: 'processing', percent: 40 };
const event = (status: string, percent?: number) => ({ status, percent, errorMessage: undefined });

describe('processing of a lecture', () => {
  it('only ever moves forward', () => {
    expect(afterStatus(processing, event('STATUS_UPDATE', 25))).toEqual(processing);
    expect(afterStatus(processing, event('STATUS_UPDATE', 70))).toEqual({ state: 'processing', percent: 70 });
  });

  it('stays ready when a late progress event or a late failure arrives', () => {
    const ready: Processing = { state: 'ready', percent: 100 };
    expect(afterStatus(ready, event('STATUS_UPDATE', 99))).toBe(ready);
    expect(afterStatus(ready, event('ERROR'))).toBe(ready);
  });

  it('says why it failed, and is not processing again for a late event', () => {
    const failed = afterStatus(processing, {
      status: 'ERROR',
      percent: undefined,
      errorMessage: 'Unsupported input file',
    });
    expect(failed).toMatchObject({ state: 'failed', failure: 'Unsupported input file' });
    expect(afterStatus(failed, event('STATUS_UPDATE', 50))).toBe(failed);
  });
});
