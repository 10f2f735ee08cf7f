/**
 * What MediaConvert is asked to make of a film: CMAF HLS in the sizes its source has, one sound at an even loudness, the
 * sound alone, thumbnails and a poster. One tested function; the local stand-in runs exactly these settings.
 */
import type { CreateJobCommandInput, Output, OutputGroup } from '@aws-sdk/client-mediaconvert';
import type { Language } from '#contracts/common.ts';
import { rungsOf } from './ladder.ts';
import { soundIn, type FilmSource, type Picture } from './source.ts';
import { pictureOutput, posterOutput, segments, soundOutput, thumbnailsOf } from './transcoding-outputs.ts';

export interface TranscodingRequest {
  lectureId: string;
  /** SHA-256 of the film */
  film: string;
  /** from 1: one that failed can be tried again */
  attempt: number;
  language: Language;
  /** `s3://…` of the film */
  source: string;
  /** `s3://bucket/media/lec/<lecture>/<film>` */
  destination: string;
  role: string;
  probed: FilmSource;
}

/** The job of one attempt. The same attempt asks for the same job: the token makes a repeat harmless. */
export function transcodingJob(request: TranscodingRequest): CreateJobCommandInput {
  const { lectureId, film, attempt, language, source, role, probed } = request;
  return {
    Role: role,
    ClientRequestToken: `${lectureId}-${film.slice(0, 16)}-${attempt}`,
    UserMetadata: { app: 'kurs', lectureId, film, attempt: String(attempt) },
    StatusUpdateInterval: 'SECONDS_10',
    Settings: {
      TimecodeConfig: { Source: 'ZEROBASED' },
      Inputs: [
        {
          FileInput: source,
          TimecodeSource: 'ZEROBASED',
          ...(probed.picture ? { VideoSelector: { Rotate: 'AUTO' as const } } : {}),
          ...(probed.sounds.length ? { AudioSelectors: { 'Audio Selector 1': chosenSound(probed, language) } } : {}),
        },
      ],
      OutputGroups: groupsOf(request),
    },
  };
}

const chosenSound = ({ sounds }: FilmSource, language: Language) => ({
  DefaultSelection: 'DEFAULT' as const,
  SelectorType: 'TRACK' as const,
  Tracks: [soundIn(sounds, language)],
});

function groupsOf({ probed: { picture, sounds, seconds }, language, destination }: TranscodingRequest): OutputGroup[] {
  const sound = sounds.length ? [soundOutput(language)] : [];
  const to = (base: string) => `${destination}/${base}`;
  return [
    ...(picture ? [watching(picture, seconds, { destination: to('watch'), sound })] : []),
    ...(sound.length ? [streamed('listen', { destination: to('listen'), outputs: sound })] : []),
    ...(picture ? [poster(to('poster'), posterOutput(picture, seconds))] : []),
  ];
}

function watching(picture: Picture, seconds: number, of: { destination: string; sound: Output[] }): OutputGroup {
  const pictures = rungsOf(picture).map((rung) => pictureOutput(rung, of.sound.length > 0));
  const { destination, sound } = of;
  const group = { destination, outputs: [...pictures, ...sound], more: thumbnailsOf(picture, seconds) };
  return streamed('watch', group);
}

const streamed = (
  name: string,
  { destination, outputs, more }: { destination: string; outputs: Output[]; more?: object },
): OutputGroup => ({
  Name: name,
  OutputGroupSettings: {
    Type: 'CMAF_GROUP_SETTINGS',
    CmafGroupSettings: { Destination: destination, ...segments, ...more },
  },
  Outputs: outputs,
});

const poster = (destination: string, output: Output): OutputGroup => ({
  Name: 'poster',
  OutputGroupSettings: { Type: 'FILE_GROUP_SETTINGS', FileGroupSettings: { Destination: destination } },
  Outputs: [output],
});
