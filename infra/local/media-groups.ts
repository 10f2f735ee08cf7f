/** Output groups the MediaConvert stand-in understands, as the wire spells them; anything else is refused by name. */
import { z } from '#contracts/z.ts';

export const text = z.string().check(z.minLength(1), z.maxLength(1024));
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
export const only = <const T extends readonly [string, ...string[]]>(...values: T) => z.optional(z.enum(values));
export const object = z.strictObject;

const H264 = object({
  rateControlMode: z.literal('QVBR'),
  qvbrSettings: object({ qvbrQualityLevel: whole(1, 10) }),
  maxBitrate: whole(1000, 1_152_000_000),
  hrdBufferSize: z.optional(whole(0, 1_152_000_000)),
  qualityTuningLevel: only('SINGLE_PASS', 'SINGLE_PASS_HQ', 'MULTI_PASS_HQ'),
  codecProfile: only('BASELINE', 'MAIN', 'HIGH'),
  codecLevel: only('AUTO'),
  sceneChangeDetect: z.literal('DISABLED'),
  gopSize: whole(1, 600),
  gopSizeUnits: z.literal('FRAMES'),
  gopClosedCadence: z.optional(z.literal(1)),
  minIInterval: z.optional(z.literal(0)),
  parControl: only('SPECIFIED'),
  parNumerator: z.optional(z.literal(1)),
  parDenominator: z.optional(z.literal(1)),
  framerateControl: z.literal('SPECIFIED'),
  framerateNumerator: whole(1, 60_000),
  framerateDenominator: whole(1, 10_010),
  framerateConversionAlgorithm: only('DUPLICATE_DROP'),
});

/** a number, as the service has it */
const decibels = (min: number, max: number) => z.number().check(z.minimum(min), z.maximum(max));
const Normalization = object({
  algorithm: z.enum(['ITU_BS_1770_2', 'ITU_BS_1770_3', 'ITU_BS_1770_4']),
  algorithmControl: z.literal('CORRECT_AUDIO'),
  correctionGateLevel: decibels(-70, 0),
  loudnessLogging: only('DONT_LOG'),
  peakCalculation: z.literal('TRUE_PEAK'),
  targetLkfs: decibels(-59, 0),
  truePeakLimiterThreshold: decibels(-8, 0),
});

const Audio = object({
  audioSourceName: z.literal('Audio Selector 1'),
  languageCodeControl: only('USE_CONFIGURED'),
  languageCode: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
  streamName: z.optional(z.string().check(z.maxLength(256), z.regex(/^[^"\r\n]*$/))),
  audioNormalizationSettings: z.optional(Normalization),
  codecSettings: object({
    codec: z.literal('AAC'),
    aacSettings: object({
      bitrate: whole(6000, 320_000),
      codingMode: z.enum(['CODING_MODE_1_0', 'CODING_MODE_2_0']),
      sampleRate: whole(8000, 96_000),
      codecProfile: only('LC'),
      rateControlMode: only('CBR'),
      specification: only('MPEG4'),
      rawFormat: only('NONE'),
    }),
  }),
});

const Output = object({
  nameModifier: z.string().check(z.regex(/^[\w.-]{1,256}$/)),
  containerSettings: object({
    container: z.literal('CMFC'),
    cmfcSettings: z.optional(
      object({
        audioRenditionSets: z.optional(text),
        audioGroupId: z.optional(text),
        audioTrackType: only('ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT'),
      }),
    ),
  }),
  videoDescription: z.optional(
    object({
      width: whole(32, 8192),
      height: whole(32, 8192),
      scalingBehavior: z.literal('FIT_NO_UPSCALE'),
      codecSettings: object({ codec: z.literal('H_264'), h264Settings: H264 }),
    }),
  ),
  audioDescriptions: z.optional(z.tuple([Audio])),
});

const even = (min: number, max: number, step: number) => whole(min, max).check(z.multipleOf(step));

/** Thumbnails, many to a file. */
const Thumbnails = object({
  intervalCadence: z.literal('FOLLOW_CUSTOM'),
  thumbnailInterval: z.number().check(z.minimum(0.5), z.maximum(3600)),
  thumbnailWidth: even(8, 4096, 8),
  thumbnailHeight: even(2, 4096, 2),
  tileWidth: whole(1, 512),
  tileHeight: whole(1, 2048),
});
export type Thumbnails = z.infer<typeof Thumbnails>;

const destination = z.string().check(z.regex(/^s3:\/\/[^/]+\/.*[^/]$/));

export const StreamGroup = object({
  name: z.optional(text),
  outputGroupSettings: object({
    type: z.literal('CMAF_GROUP_SETTINGS'),
    cmafGroupSettings: object({
      destination,
      segmentLength: whole(1, 30),
      fragmentLength: whole(1, 30),
      segmentControl: z.literal('SEGMENTED_FILES'),
      segmentLengthControl: z.literal('GOP_MULTIPLE'),
      manifestDurationFormat: only('FLOATING_POINT'),
      manifestCompression: only('NONE'),
      codecSpecification: only('RFC_4281'),
      streamInfResolution: only('INCLUDE'),
      clientCache: only('ENABLED'),
      writeHlsManifest: z.literal('ENABLED'),
      writeDashManifest: z.literal('DISABLED'),
      imageBasedTrickPlay: only('ADVANCED'),
      imageBasedTrickPlaySettings: z.optional(Thumbnails),
    }),
  }),
  outputs: z.array(Output).check(z.minLength(1), z.maxLength(10)),
});

/** Single pictures out of the film. */
const Capture = object({
  nameModifier: z.optional(text),
  extension: only('jpg'),
  containerSettings: object({ container: z.literal('RAW') }),
  videoDescription: object({
    width: whole(32, 8192),
    height: whole(32, 8192),
    scalingBehavior: z.literal('FIT_NO_UPSCALE'),
    codecSettings: object({
      codec: z.literal('FRAME_CAPTURE'),
      frameCaptureSettings: object({
        framerateNumerator: z.literal(1),
        framerateDenominator: whole(1, 3600),
        maxCaptures: whole(1, 100),
        quality: whole(1, 100),
      }),
    }),
  }),
});
export const FileGroup = object({
  name: z.optional(text),
  outputGroupSettings: object({
    type: z.literal('FILE_GROUP_SETTINGS'),
    fileGroupSettings: object({ destination }),
  }),
  outputs: z.tuple([Capture]),
});

export type StreamGroup = z.infer<typeof StreamGroup>;
export type FileGroup = z.infer<typeof FileGroup>;
export type MediaOutput = z.infer<typeof Output>;
export type Normalization = z.infer<typeof Normalization>;
