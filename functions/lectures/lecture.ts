/** Rules of a lecture's processing. Events come twice and out of order: a later state is never undone by an earlier one. */

export const lectureStates = ['waiting', 'processing', 'ready', 'failed'] as const;
export type LectureState = (typeof lectureStates)[number];

export interface Processing {
  state: LectureState;
  /** 0–100 */
  percent: number;
  failure?: string | undefined;
}

export interface TranscodingStatus {
  status: string;
  percent: number | undefined;
  errorMessage: string | undefined;
}

/** The processing after an event of the transcoder; the same object where the event changes nothing. */
export function afterStatus(processing: Processing, event: TranscodingStatus): Processing {
  if (processing.state === 'ready') return processing;
  switch (event.status) {
    case 'COMPLETE':
      return { state: 'ready', percent: 100 };
    case 'ERROR':
    case 'CANCELED':
      return {
        state: 'failed',
        percent: processing.percent,
        failure: event.errorMessage?.slice(0, 300) ?? event.status,
      };
    default:
      if (processing.state === 'failed') return processing;
      return {
        state: 'processing',
        percent: Math.max(processing.percent, Math.min(99, Math.round(event.percent ?? 0))),
      };
  }
}

/** Where a lecture version lies: its folder in the media bucket, which is also its path on our origin. */
export const mediaFolder = (lectureId: string, version: number): string => `media/lec/${lectureId}/${version}`;
