/** The outputs of a transcoding job, as MediaConvert spells them: pictures in their sizes, the sound, the poster. Pure. */
import type { AudioDescription, CmafGroupSettings, Output } from '@aws-sdk/client-mediaconvert';
import type { Language } from '#contracts/common.ts';
import { fittedInto, segmentSeconds, type Rung } from './ladder.ts';
import type { Picture } from './source.ts';

const soundBitrate = 48_000;
/** names of languages for MediaConvert (ISO 639-2) and for the player's menu */
const spoken: Record<Language, { code: 'UKR' | 'RUS' | 'KAZ' | 'ENG'; name: string }> = {
  uk: { code: 'UKR', name: 'Українська' },
  ru: { code: 'RUS', name: 'Русский' },
  kk: { code: 'KAZ', name: 'Қазақша' },
  en: { code: 'ENG', name: 'English' },
};

/** EBU R 128: −23 LUFS, measured with gates, and no peak above −1 dBTP. What is next to silence stays as it is. */
const loudness: AudioDescription['AudioNormalizationSettings'] = {
  Algorithm: 'ITU_BS_1770_3',
  AlgorithmControl: 'CORRECT_AUDIO',
  CorrectionGateLevel: -60,
  LoudnessLogging: 'DONT_LOG',
  PeakCalculation: 'TRUE_PEAK',
  TargetLkfs: -23,
  TruePeakLimiterThreshold: -1,
};

export const segments: CmafGroupSettings = {
  SegmentLength: segmentSeconds,
  FragmentLength: segmentSeconds,
  SegmentControl: 'SEGMENTED_FILES',
  SegmentLengthControl: 'GOP_MULTIPLE',
  ManifestDurationFormat: 'FLOATING_POINT',
  ManifestCompression: 'NONE',
  CodecSpecification: 'RFC_4281',
  StreamInfResolution: 'INCLUDE',
  ClientCache: 'ENABLED',
  WriteHlsManifest: 'ENABLED',
  WriteDashManifest: 'DISABLED',
};

const thumbnails = { side: 160, across: 5, down: 5, most: 200, leastSeconds: 2 };

/** Small pictures of every few seconds, 25 to a file: shown where a viewer is about to go. */
export function thumbnailsOf(picture: Picture, seconds: number): CmafGroupSettings {
  // MediaConvert wants a width divisible by 8
  const { width, height } = fittedInto(picture, thumbnails.side, 8);
  return {
    ImageBasedTrickPlay: 'ADVANCED',
    ImageBasedTrickPlaySettings: {
      IntervalCadence: 'FOLLOW_CUSTOM',
      ThumbnailInterval: Math.max(thumbnails.leastSeconds, Math.ceil(seconds / thumbnails.most)),
      ThumbnailWidth: width,
      ThumbnailHeight: height,
      TileWidth: thumbnails.across,
      TileHeight: thumbnails.down,
    },
  };
}

export const pictureOutput = ({ height, size, maxBitrate, quality, rate, gop }: Rung, withSound: boolean): Output => ({
  NameModifier: `-${height}`,
  ContainerSettings: { Container: 'CMFC', ...(withSound ? { CmfcSettings: { AudioRenditionSets: 'sound' } } : {}) },
  VideoDescription: {
    Width: size.width,
    Height: size.height,
    // a small source stays small
    ScalingBehavior: 'FIT_NO_UPSCALE',
    CodecSettings: {
      Codec: 'H_264',
      H264Settings: {
        RateControlMode: 'QVBR',
        QvbrSettings: { QvbrQualityLevel: quality },
        MaxBitrate: maxBitrate,
        HrdBufferSize: maxBitrate,
        QualityTuningLevel: 'SINGLE_PASS_HQ',
        CodecProfile: 'MAIN',
        CodecLevel: 'AUTO',
        // key frames at the same instants in every size, so that switching shows nothing
        SceneChangeDetect: 'DISABLED',
        GopSize: gop,
        GopSizeUnits: 'FRAMES',
        GopClosedCadence: 1,
        MinIInterval: 0,
        ParControl: 'SPECIFIED',
        ParNumerator: 1,
        ParDenominator: 1,
        // also where the source's rate changes on the way, as phones write it
        FramerateControl: 'SPECIFIED',
        FramerateNumerator: rate.numerator,
        FramerateDenominator: rate.denominator,
        FramerateConversionAlgorithm: 'DUPLICATE_DROP',
      },
    },
  },
});

export const soundOutput = (language: Language): Output => ({
  NameModifier: '-sound',
  ContainerSettings: {
    Container: 'CMFC',
    CmfcSettings: { AudioGroupId: 'sound', AudioTrackType: 'ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT' },
  },
  AudioDescriptions: [
    {
      AudioSourceName: 'Audio Selector 1',
      LanguageCodeControl: 'USE_CONFIGURED',
      LanguageCode: spoken[language].code,
      StreamName: spoken[language].name,
      AudioNormalizationSettings: loudness,
      CodecSettings: {
        Codec: 'AAC',
        AacSettings: {
          Bitrate: soundBitrate,
          CodingMode: 'CODING_MODE_1_0',
          SampleRate: 48_000,
          CodecProfile: 'LC',
          RateControlMode: 'CBR',
          Specification: 'MPEG4',
          RawFormat: 'NONE',
        },
      },
    },
  ],
});

/** The first picture is often black: the poster is the second capture, some seconds in, where there is one. */
export const posterEvery = (seconds: number): number => Math.min(10, Math.max(1, Math.floor(seconds / 4)));

/** `poster.0000001.jpg`: captures are numbered from 0. */
export const posterFile = (seconds: number): string =>
  `poster.000000${seconds > posterEvery(seconds) + 0.5 ? 1 : 0}.jpg`;

export function posterOutput(picture: Picture, seconds: number): Output {
  const { width, height } = fittedInto(picture, 640);
  return {
    Extension: 'jpg',
    ContainerSettings: { Container: 'RAW' },
    VideoDescription: {
      Width: width,
      Height: height,
      ScalingBehavior: 'FIT_NO_UPSCALE',
      CodecSettings: {
        Codec: 'FRAME_CAPTURE',
        FrameCaptureSettings: {
          FramerateNumerator: 1,
          FramerateDenominator: posterEvery(seconds),
          MaxCaptures: 2,
          Quality: 80,
        },
      },
    },
  };
}
