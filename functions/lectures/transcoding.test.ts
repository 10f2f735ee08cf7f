import { describe, expect, it } from 'vitest';
import { transcodingJob } from './transcoding.ts';

const job = transcodingJob({
  lectureId: 'lec_1',
  version: 2,
  language: 'kk',
  source: 's3://content/sha256/ab',
  destination: 's3://media/media/lec/lec_1/2',
  role: 'arn:aws:iam::1:role/mc',
});
const [watch, listen] = job.Settings!.OutputGroups!;
const videos = watch!.Outputs!.filter((output) => output.VideoDescription);

describe('the transcoding job', () => {
  it('makes 240p, 360p and 720p with key frames at the same instants, never upscaled', () => {
    expect(videos.map((output) => output.VideoDescription!.Height)).toEqual([240, 360, 720]);
    for (const { VideoDescription } of videos) {
      expect(VideoDescription).toMatchObject({ ScalingBehavior: 'FIT_NO_UPSCALE' });
      expect(VideoDescription!.CodecSettings!.H264Settings).toMatchObject({
        GopSize: 4,
        GopSizeUnits: 'SECONDS',
        SceneChangeDetect: 'DISABLED',
      });
    }
  });

  it('keeps the smallest picture with its sound under 140 kbit/s at peak', () => {
    const { MaxBitrate, HrdBufferSize } = videos[0]!.VideoDescription!.CodecSettings!.H264Settings!;
    const sound = watch!.Outputs!.at(-1)!.AudioDescriptions![0]!.CodecSettings!.AacSettings!.Bitrate!;
    expect(MaxBitrate! + HrdBufferSize! / 4 + sound).toBeLessThan(140_000);
  });

  it('writes the sound alone as a playlist of its own', () => {
    expect(listen!.OutputGroupSettings!.CmafGroupSettings!.Destination).toBe('s3://media/media/lec/lec_1/2/listen');
    expect(listen!.Outputs).toHaveLength(1);
    expect(listen!.Outputs![0]!.AudioDescriptions![0]).toMatchObject({ LanguageCode: 'KAZ', StreamName: 'Қазақша' });
  });

  it('is one job however often it is asked for', () => expect(job.ClientRequestToken).toBe('lec_1-2'));
});
