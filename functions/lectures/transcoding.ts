/**
 * What MediaConvert is asked to make of a lecture: CMAF HLS in three sizes with one sound rendition, and the sound alone.
 * One tested function; the local stand-in runs exactly these settings. Bit rates in bit/s.
 */
import type { CreateJobCommandInput, H264Settings, Output, OutputGroup } from '@aws-sdk/client-mediaconvert';
import type { Language } from '#contracts/common.ts';

export interface TranscodingRequest {
  lectureId: string;
  version: number;
  language: Language;
  /** `s3://…` of the uploaded file */
  source: string;
  /** `s3://bucket/media/lec/<lecture>/<version>` */
  destination: string;
  role: string;
}

const segmentSeconds = 4;
const soundBitrate = 48_000;
/** names of languages for MediaConvert (ISO 639-2) and for the player's menu */
const sound: Record<Language, { code: 'UKR' | 'RUS' | 'KAZ' | 'ENG'; name: string }> = {
  uk: { code: 'UKR', name: 'Українська' },
  ru: { code: 'RUS', name: 'Русский' },
  kk: { code: 'KAZ', name: 'Қазақша' },
  en: { code: 'ENG', name: 'English' },
};

/** Peak of 240p: 70 kbit/s + a quarter for the decoder's buffer + 48 kbit/s of sound < 140 kbit/s. */
const ladder: { modifier: string; width: number; height: number; settings: Partial<H264Settings> }[] = [
  {
    modifier: '-240',
    width: 426,
    height: 240,
    settings: {
      MaxBitrate: 70_000,
      HrdBufferSize: 70_000,
      QvbrSettings: { QvbrQualityLevel: 5 },
      FramerateControl: 'SPECIFIED',
      FramerateNumerator: 10,
      FramerateDenominator: 1,
      FramerateConversionAlgorithm: 'DUPLICATE_DROP',
    },
  },
  { modifier: '-360', width: 640, height: 360, settings: { MaxBitrate: 600_000, HrdBufferSize: 600_000 } },
  { modifier: '-720', width: 1280, height: 720, settings: { MaxBitrate: 1_800_000, HrdBufferSize: 1_800_000 } },
];

/** The job for one lecture version. The same version asks for the same job: the token makes a repeat harmless. */
export function transcodingJob(request: TranscodingRequest): CreateJobCommandInput {
  const { lectureId, version, source, role } = request;
  return {
    Role: role,
    ClientRequestToken: `${lectureId}-${version}`,
    UserMetadata: { app: 'kurs', lectureId, version: String(version) },
    StatusUpdateInterval: 'SECONDS_10',
    Settings: {
      TimecodeConfig: { Source: 'ZEROBASED' },
      Inputs: [
        {
          FileInput: source,
          TimecodeSource: 'ZEROBASED',
          VideoSelector: {},
          AudioSelectors: { 'Audio Selector 1': { DefaultSelection: 'DEFAULT' } },
        },
      ],
      OutputGroups: [
        group('watch', request, [...ladder.map(videoOutput), soundOutput(request.language)]),
        group('listen', request, [soundOutput(request.language)]),
      ],
    },
  };
}

function group(base: string, { destination }: TranscodingRequest, outputs: Output[]): OutputGroup {
  return {
    Name: base,
    OutputGroupSettings: {
      Type: 'CMAF_GROUP_SETTINGS',
      CmafGroupSettings: {
        Destination: `${destination}/${base}`,
        SegmentLength: segmentSeconds,
        FragmentLength: segmentSeconds,
        SegmentControl: 'SEGMENTED_FILES',
        ManifestDurationFormat: 'FLOATING_POINT',
        ManifestCompression: 'NONE',
        CodecSpecification: 'RFC_4281',
        StreamInfResolution: 'INCLUDE',
        ClientCache: 'ENABLED',
        WriteHlsManifest: 'ENABLED',
        WriteDashManifest: 'DISABLED',
      },
    },
    Outputs: outputs,
  };
}

function videoOutput({ modifier, width, height, settings }: (typeof ladder)[number]): Output {
  return {
    NameModifier: modifier,
    ContainerSettings: { Container: 'CMFC', CmfcSettings: { AudioRenditionSets: 'sound' } },
    VideoDescription: {
      Width: width,
      Height: height,
      // a small source stays small
      ScalingBehavior: 'FIT_NO_UPSCALE',
      CodecSettings: {
        Codec: 'H_264',
        H264Settings: {
          RateControlMode: 'QVBR',
          QvbrSettings: { QvbrQualityLevel: 7 },
          QualityTuningLevel: 'SINGLE_PASS_HQ',
          CodecProfile: 'MAIN',
          CodecLevel: 'AUTO',
          // key frames at the same instants in every size, so that switching shows nothing
          SceneChangeDetect: 'DISABLED',
          GopSize: segmentSeconds,
          GopSizeUnits: 'SECONDS',
          GopClosedCadence: 1,
          MinIInterval: 0,
          ParControl: 'SPECIFIED',
          ParNumerator: 1,
          ParDenominator: 1,
          FramerateControl: 'INITIALIZE_FROM_SOURCE',
          ...settings,
        },
      },
    },
  };
}

function soundOutput(language: Language): Output {
  return {
    NameModifier: '-sound',
    ContainerSettings: {
      Container: 'CMFC',
      CmfcSettings: { AudioGroupId: 'sound', AudioTrackType: 'ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT' },
    },
    AudioDescriptions: [
      {
        AudioSourceName: 'Audio Selector 1',
        LanguageCodeControl: 'USE_CONFIGURED',
        LanguageCode: sound[language].code,
        StreamName: sound[language].name,
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
  };
}
