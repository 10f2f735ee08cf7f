import type { Output } from '@aws-sdk/client-mediaconvert';
import { describe, expect, it } from 'vitest';
import type { FilmSource } from './source.ts';
import { transcodingJob } from './transcoding.ts';
import { posterFile } from './transcoding-outputs.ts';

const rate = { numerator: 25, denominator: 1 };
const film: FilmSource = { seconds: 210, picture: { width: 1280, height: 720, rate }, sounds: ['eng', 'kaz'] };
const jobOf = (probed: FilmSource, attempt = 1) =>
  transcodingJob({
    ...{ lectureId: 'lec_1', film: 'ab'.repeat(32), attempt, language: 'kk', probed },
    source: 's3://content/sha256/ab',
    destination: 's3://media/media/lec/lec_1/abab',
    role: 'arn:aws:iam::1:role/mc',
  });
const groups = (probed: FilmSource) => jobOf(probed).Settings!.OutputGroups!;
const names = (probed: FilmSource) =>
  groups(probed).map(({ Name, Outputs = [] }) => [Name, Outputs.map(({ NameModifier }) => NameModifier ?? '')]);
const [watch, listen] = groups(film);
const h264 = ({ VideoDescription }: Output) => VideoDescription!.CodecSettings!.H264Settings!;
const videos = watch!.Outputs!.filter(({ VideoDescription }) => VideoDescription);
const sounds = [...watch!.Outputs!, ...listen!.Outputs!].flatMap(({ AudioDescriptions }) => AudioDescriptions ?? []);

describe('the transcoding job', () => {
  it('makes the sizes its source has, the sound once beside them and once alone, a poster', () => {
    expect(names(film)).toEqual([
      ['watch', ['-240', '-360', '-480', '-720', '-sound']],
      ['listen', ['-sound']],
      ['poster', ['']],
    ]);
    expect(listen!.OutputGroupSettings!.CmafGroupSettings!.Destination).toBe('s3://media/media/lec/lec_1/abab/listen');
  });

  it('makes of a film without sound the pictures, and of one without picture the sound', () => {
    const silent = { ...film, sounds: [] };
    expect(names(silent)).toEqual([
      ['watch', ['-240', '-360', '-480', '-720']],
      ['poster', ['']],
    ]);
    expect(jobOf(silent).Settings!.Inputs![0]!.AudioSelectors).toBeUndefined();
    const heard = { ...film, picture: undefined };
    expect(names(heard)).toEqual([['listen', ['-sound']]]);
    expect(jobOf(heard).Settings!.Inputs![0]!.VideoSelector).toBeUndefined();
  });

  it('turns what a phone has recorded upright, and takes the sound in the lecture’s language', () => {
    const [input] = jobOf(film).Settings!.Inputs!;
    expect(input!.VideoSelector).toEqual({ Rotate: 'AUTO' });
    expect(input!.AudioSelectors!['Audio Selector 1']).toMatchObject({ SelectorType: 'TRACK', Tracks: [2] });
  });

  it('has key frames where every size has them, and upscales nothing', () => {
    for (const video of videos) {
      expect(video.VideoDescription).toMatchObject({ ScalingBehavior: 'FIT_NO_UPSCALE' });
      expect(h264(video)).toMatchObject({ GopSizeUnits: 'FRAMES', GopClosedCadence: 1, SceneChangeDetect: 'DISABLED' });
    }
    const apart = videos.map(h264).map((one) => (one.GopSize! * one.FramerateDenominator!) / one.FramerateNumerator!);
    expect(apart).toEqual([4, 4, 4, 4]);
  });

  it('keeps the smallest picture with its sound under 140 kbit/s at peak', () => {
    const { MaxBitrate, HrdBufferSize } = h264(videos[0]!);
    const sound = sounds[0]!.CodecSettings!.AacSettings!.Bitrate!;
    expect(sound).toBe(48_000);
    expect((MaxBitrate! + HrdBufferSize! / 4 + sound) * 1.05).toBeLessThan(140_000);
  });

  it('brings every sound to −23 LUFS and no peak above −1 dBTP, as EBU R 128 has it', () => {
    for (const { AudioNormalizationSettings: loudness, ...sound } of sounds) {
      expect(loudness).toMatchObject({
        AlgorithmControl: 'CORRECT_AUDIO',
        TargetLkfs: -23,
        TruePeakLimiterThreshold: -1,
      });
      expect(sound).toMatchObject({ LanguageCode: 'KAZ', StreamName: 'Қазақша' });
    }
  });

  it('makes thumbnails every few seconds, some 200 of a long lecture', () => {
    const every = (seconds: number) => {
      const { CmafGroupSettings } = groups({ ...film, seconds })[0]!.OutputGroupSettings!;
      return CmafGroupSettings!.ImageBasedTrickPlaySettings!.ThumbnailInterval;
    };
    expect([every(3), every(210), every(3600), every(6 * 3600)]).toEqual([2, 2, 18, 108]);
  });

  it('shows as poster a picture some seconds in, where the film lasts so long', () => {
    expect([1, 3, 210].map(posterFile)).toEqual(['poster.0000000.jpg', 'poster.0000001.jpg', 'poster.0000001.jpg']);
  });

  it('is one job however often an attempt is asked for, and another one for the next attempt', () => {
    expect(jobOf(film)).toEqual(jobOf(film));
    const tokens = [1, 2].map((attempt) => jobOf(film, attempt).ClientRequestToken);
    expect(tokens).toEqual(['lec_1-abababababababab-1', 'lec_1-abababababababab-2']);
    expect(jobOf(film).UserMetadata).toEqual({ app: 'kurs', lectureId: 'lec_1', film: 'ab'.repeat(32), attempt: '1' });
  });
});
