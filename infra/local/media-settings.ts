/** The job settings the MediaConvert stand-in understands, as the wire spells them; anything else is refused by name. */
import { z } from '#contracts/z.ts';
import { FileGroup, object, only, StreamGroup, text } from './media-groups.ts';

const Settings = object({
  timecodeConfig: z.optional(object({ source: z.literal('ZEROBASED') })),
  inputs: z.tuple([
    object({
      fileInput: z.string().check(z.regex(/^s3:\/\/[^/]+\/.+/)),
      timecodeSource: only('ZEROBASED'),
      videoSelector: z.optional(object({ rotate: only('AUTO') })),
      audioSelectors: z.optional(
        object({
          'Audio Selector 1': object({
            defaultSelection: z.literal('DEFAULT'),
            selectorType: z.literal('TRACK'),
            tracks: z.tuple([z.int().check(z.minimum(1), z.maximum(100))]),
          }),
        }),
      ),
    }),
  ]),
  outputGroups: z.array(z.unknown()).check(z.minLength(1), z.maxLength(10)),
});

const Request = object({
  role: text,
  clientRequestToken: z.optional(text),
  userMetadata: z.optional(z.record(z.string(), z.string())),
  statusUpdateInterval: only('SECONDS_10', 'SECONDS_12', 'SECONDS_15', 'SECONDS_20', 'SECONDS_30', 'SECONDS_60'),
  settings: Settings,
});

export type OutputGroup = StreamGroup | FileGroup;
export type JobSettings = Omit<z.infer<typeof Settings>, 'outputGroups'> & { outputGroups: OutputGroup[] };
export type JobRequest = Omit<z.infer<typeof Request>, 'settings'> & { settings: JobSettings };

export const isStream = (group: OutputGroup): group is StreamGroup =>
  group.outputGroupSettings.type === 'CMAF_GROUP_SETTINGS';

/** What is wrong with a request, as the service says it (`/settings/outputGroups/0/…: why`), or undefined. */
export function faultOf(body: unknown): string | undefined {
  const parsed = Request.safeParse(body);
  if (!parsed.success) return said(parsed.error.issues[0]);
  const { outputGroups, inputs } = parsed.data.settings;
  const faults = outputGroups.map((group, index) => groupFault(group, `settings/outputGroups/${index}`));
  return faults.find(Boolean) ?? selectorFault(outputGroups as OutputGroup[], inputs[0].audioSelectors !== undefined);
}

function groupFault(group: unknown, at: string): string | undefined {
  const type = (group as { outputGroupSettings?: { type?: string } } | null)?.outputGroupSettings?.type;
  if (type === 'FILE_GROUP_SETTINGS') return said(FileGroup.safeParse(group).error?.issues[0], at);
  const parsed = StreamGroup.safeParse(group);
  return parsed.success ? streamFault(parsed.data, at) : said(parsed.error.issues[0], at);
}

interface Issue {
  code?: string;
  path?: PropertyKey[];
  message?: string;
  keys?: string[];
}

function said(issue: Issue | undefined, at?: string): string | undefined {
  if (!issue) return undefined;
  const key = issue.code === 'unrecognized_keys' ? [issue.keys?.[0] ?? ''] : [];
  const path = [...(at ? [at] : []), ...(issue.path ?? []), ...key].map(String).join('/');
  return `/${path}: ${key.length ? 'not known to the local stand-in' : issue.message}`;
}

const secondsOf = (gop: number, numerator: number, denominator: number) => (gop * denominator) / numerator;

/** Rules between settings, which the service checks too. */
function streamFault({ outputGroupSettings, outputs }: StreamGroup, at: string): string | undefined {
  const { segmentLength, fragmentLength, ...settings } = outputGroupSettings.cmafGroupSettings;
  const names = outputs.map((output) => output.nameModifier);
  const gops = outputs
    .flatMap((output) => output.videoDescription?.codecSettings.h264Settings ?? [])
    .map((h264) => secondsOf(h264.gopSize, h264.framerateNumerator, h264.framerateDenominator));
  const faults: [boolean, string][] = [
    [segmentLength % fragmentLength !== 0, 'segmentLength has to be a multiple of fragmentLength'],
    [gops.some((gop) => Math.abs(gop - gops[0]!) > 0.001), 'the sizes have key frames at different instants'],
    [gops.some((gop) => Math.abs(gop - segmentLength) > 0.25), 'gopSize does not fit segmentLength'],
    [new Set(names).size !== names.length, 'nameModifier is used twice'],
    [
      (settings.imageBasedTrickPlay === 'ADVANCED') !== Boolean(settings.imageBasedTrickPlaySettings),
      'imageBasedTrickPlaySettings belong to imageBasedTrickPlay ADVANCED',
    ],
    [
      outputs.some((output) => !output.videoDescription === !output.audioDescriptions),
      'an output of a CMAF group is either video or audio',
    ],
  ];
  const fault = faults.find(([wrong]) => wrong)?.[1];
  return fault && `/${at}: ${fault}`;
}

/** A sound is made of a selector. */
function selectorFault(groups: readonly OutputGroup[], hasSelector: boolean): string | undefined {
  const wants = groups.some((group) => isStream(group) && group.outputs.some((output) => output.audioDescriptions));
  return wants && !hasSelector ? '/settings/inputs/0/audioSelectors: Audio Selector 1 is missing' : undefined;
}
