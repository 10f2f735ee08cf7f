/** The job settings the MediaConvert stand-in understands, as the wire spells them; anything else is refused by name. */
import { z } from '#contracts/z.ts';

const text = z.string().check(z.minLength(1), z.maxLength(1024));
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
const only = <const T extends readonly [string, ...string[]]>(...values: T) => z.optional(z.enum(values));
const object = z.strictObject;

const H264 = object({
  rateControlMode: z.literal('QVBR'),
  qvbrSettings: object({ qvbrQualityLevel: whole(1, 10) }),
  maxBitrate: whole(1000, 1_152_000_000),
  hrdBufferSize: z.optional(whole(0, 1_152_000_000)),
  qualityTuningLevel: only('SINGLE_PASS', 'SINGLE_PASS_HQ', 'MULTI_PASS_HQ'),
  codecProfile: only('BASELINE', 'MAIN', 'HIGH'),
  codecLevel: only('AUTO'),
  sceneChangeDetect: z.literal('DISABLED'),
  gopSize: whole(1, 10),
  gopSizeUnits: z.literal('SECONDS'),
  gopClosedCadence: z.optional(z.literal(1)),
  minIInterval: z.optional(z.literal(0)),
  parControl: only('SPECIFIED'),
  parNumerator: z.optional(z.literal(1)),
  parDenominator: z.optional(z.literal(1)),
  framerateControl: z.enum(['INITIALIZE_FROM_SOURCE', 'SPECIFIED']),
  framerateNumerator: z.optional(whole(1, 60_000)),
  framerateDenominator: z.optional(whole(1, 1001)),
  framerateConversionAlgorithm: only('DUPLICATE_DROP'),
});

const Audio = object({
  audioSourceName: z.literal('Audio Selector 1'),
  languageCodeControl: only('USE_CONFIGURED'),
  languageCode: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
  streamName: z.optional(z.string().check(z.maxLength(256), z.regex(/^[^"\r\n]*$/))),
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

const Group = object({
  name: z.optional(text),
  outputGroupSettings: object({
    type: z.literal('CMAF_GROUP_SETTINGS'),
    cmafGroupSettings: object({
      destination: z.string().check(z.regex(/^s3:\/\/[^/]+\/.*[^/]$/)),
      segmentLength: whole(1, 30),
      fragmentLength: whole(1, 30),
      segmentControl: z.literal('SEGMENTED_FILES'),
      manifestDurationFormat: only('FLOATING_POINT'),
      manifestCompression: only('NONE'),
      codecSpecification: only('RFC_4281'),
      streamInfResolution: only('INCLUDE'),
      clientCache: only('ENABLED'),
      writeHlsManifest: z.literal('ENABLED'),
      writeDashManifest: z.literal('DISABLED'),
      additionalManifests: z.optional(z.array(object({ manifestNameModifier: text, selectedOutputs: z.array(text) }))),
    }),
  }),
  outputs: z.array(Output).check(z.minLength(1), z.maxLength(10)),
});

const Settings = object({
  timecodeConfig: z.optional(object({ source: z.literal('ZEROBASED') })),
  inputs: z.tuple([
    object({
      fileInput: z.string().check(z.regex(/^s3:\/\/[^/]+\/.+/)),
      timecodeSource: only('ZEROBASED'),
      videoSelector: z.optional(object({ rotate: only('AUTO') })),
      audioSelectors: object({ 'Audio Selector 1': object({ defaultSelection: z.literal('DEFAULT') }) }),
    }),
  ]),
  outputGroups: z.array(Group).check(z.minLength(1), z.maxLength(4)),
});

export const JobRequest = object({
  role: text,
  clientRequestToken: z.optional(text),
  userMetadata: z.optional(z.record(z.string(), z.string())),
  statusUpdateInterval: only('SECONDS_10', 'SECONDS_12', 'SECONDS_15', 'SECONDS_20', 'SECONDS_30', 'SECONDS_60'),
  settings: Settings,
});
export type JobRequest = z.infer<typeof JobRequest>;
export type OutputGroup = z.infer<typeof Group>;
export type MediaOutput = z.infer<typeof Output>;

/** What is wrong with a request, as the service says it (`/settings/outputGroups/0/…: why`), or undefined. */
export function faultOf(body: unknown): string | undefined {
  const parsed = JobRequest.safeParse(body);
  if (parsed.success) return parsed.data.settings.outputGroups.map(groupFault).find(Boolean);
  const issue = parsed.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : [];
  return `/${[...(issue?.path ?? []), ...key].map(String).join('/')}: ${key.length ? 'not known to the local stand-in' : issue?.message}`;
}

/** Rules between settings, which the service checks too. */
function groupFault({ outputGroupSettings, outputs }: OutputGroup, index: number): string | undefined {
  const { segmentLength, fragmentLength, additionalManifests } = outputGroupSettings.cmafGroupSettings;
  const names = outputs.map((output) => output.nameModifier);
  const selected = additionalManifests?.flatMap((manifest) => manifest.selectedOutputs) ?? [];
  const h264 = outputs.flatMap((output) => output.videoDescription?.codecSettings.h264Settings ?? []);
  const faults: [boolean, string][] = [
    [segmentLength % fragmentLength !== 0, 'segmentLength has to be a multiple of fragmentLength'],
    [h264.some((video) => segmentLength % video.gopSize !== 0), 'segmentLength has to be a multiple of gopSize'],
    [
      h264.some((video) => video.framerateControl === 'SPECIFIED' && !video.framerateNumerator),
      'framerateNumerator is missing',
    ],
    [new Set(names).size !== names.length, 'nameModifier is used twice'],
    [selected.some((name) => !names.includes(name)), 'selectedOutputs names an output that is none'],
    [
      outputs.some((output) => !output.videoDescription === !output.audioDescriptions),
      'an output of a CMAF group is either video or audio',
    ],
  ];
  const fault = faults.find(([wrong]) => wrong)?.[1];
  return fault && `/settings/outputGroups/${index}: ${fault}`;
}
