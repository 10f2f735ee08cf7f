import { describe, expect, it } from 'vitest';
import { afterStatus, begun, captionsFile, mediaFolder, type Processing, type TranscodingStatus } from './lecture.ts';

const processing: Processing = { ...begun(2), state: 'processing', percent: 40, seconds: 200 };
const event = (status: string, more: Partial<TranscodingStatus> = {}): TranscodingStatus => ({
  ...{ status, attempt: 2, percent: undefined, errorCode: undefined, seconds: undefined },
  ...more,
});
const progress = (percent: number, attempt = 2) => event('STATUS_UPDATE', { percent, attempt });

describe('processing of a lecture', () => {
  it('only ever moves forward, whatever order the news comes in', () => {
    expect(afterStatus(processing, progress(25))).toBe(processing);
    expect(afterStatus(processing, progress(70))).toMatchObject({ state: 'processing', percent: 70 });
    expect(afterStatus(processing, progress(100))).toMatchObject({ percent: 99 });
    expect(afterStatus(begun(2), event('PROGRESSING'))).toMatchObject({ state: 'processing', percent: 0 });
  });

  it('is at its end once: late progress, a late failure or a second end change nothing', () => {
    const ready = afterStatus(processing, event('COMPLETE', { seconds: 200 }));
    expect(ready).toMatchObject({ state: 'ready', percent: 100 });
    const failed = afterStatus(processing, event('ERROR', { errorCode: 1040 }));
    const cancelled = afterStatus(processing, event('CANCELED'));
    expect(cancelled.state).toBe('cancelled');
    for (const end of [ready, failed, cancelled])
      for (const late of [progress(99), event('PROGRESSING'), event('ERROR'), event('COMPLETE')])
        expect(afterStatus(end, late)).toBe(end);
  });

  it('listens to the attempt under way alone', () => {
    for (const former of [progress(90, 1), event('COMPLETE', { attempt: 1 }), event('ERROR', { attempt: 1 })])
      expect(afterStatus(processing, former)).toBe(processing);
  });

  it('that failed for a reason of the service is begun again twice; one whose film is at fault is not', () => {
    const service = (attempt: number) => event('ERROR', { errorCode: 1999, attempt });
    const second = afterStatus(processing, service(2));
    expect(second).toMatchObject({ state: 'waiting', attempt: 3, percent: 0 });
    const third = afterStatus(second, service(3));
    expect(third).toMatchObject({ state: 'waiting', attempt: 4 });
    expect(afterStatus(third, service(4))).toMatchObject({ state: 'failed', failure: 'service', attempt: 4 });
    const film = event('ERROR', { errorCode: 1010 });
    expect(afterStatus(processing, film)).toMatchObject({ state: 'failed', failure: 'unreadable' });
  });

  it('fails where what was made ends long before the film says it does', () => {
    const made = (seconds: number) => afterStatus(processing, event('COMPLETE', { seconds }));
    expect(made(120)).toMatchObject({ state: 'failed', failure: 'cutOff' });
    expect(made(199).state).toBe('ready');
    // a browser's recording does not say how long it lasts
    expect(afterStatus({ ...processing, seconds: undefined }, event('COMPLETE', { seconds: 3 })).state).toBe('ready');
  });
});

describe('what is made of a film', () => {
  it('lies in a folder of its own, the same for every version that shows it; other captions beside it', () => {
    expect(mediaFolder('lec_1', 'ab'.repeat(32))).toBe(`media/lec/lec_1/${'ab'.repeat(8)}`);
    expect(captionsFile('uk', 'cd'.repeat(32))).toBe('captions-uk-cdcdcdcdcdcd.vtt');
  });
});
