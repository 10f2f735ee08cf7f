import type { ProbeResult, Track, VideoProperties } from '@aws-sdk/client-mediaconvert';
import { describe, expect, it } from 'vitest';
import { faultOf, soundIn, sourceOf } from './source.ts';

const video = (more: VideoProperties = {}, Codec: Track['Codec'] = 'AVC'): Track => ({
  TrackType: 'video',
  Codec,
  VideoProperties: { Width: 1920, Height: 1080, FrameRate: { Numerator: 25, Denominator: 1 }, ...more },
});
const sound = (LanguageCode?: string): Track => ({
  TrackType: 'audio',
  Codec: 'AAC',
  AudioProperties: LanguageCode ? { LanguageCode } : {},
});
const cover: Track = { TrackType: 'video', Codec: 'MJPEG', VideoProperties: { Width: 600, Height: 600 } };
const film = (Tracks: Track[], Duration = 60): ProbeResult => ({ Container: { Format: 'mp4', Duration, Tracks } });
const picture = (...tracks: Track[]) => sourceOf(film(tracks), 60).picture;

describe('a film that was looked into', () => {
  it('is as viewers see it: a phone held upright, points that are not square', () => {
    expect(picture(video())).toMatchObject({ width: 1920, height: 1080 });
    expect(picture(video({ Rotation: 90 }))).toMatchObject({ width: 1080, height: 1920 });
    expect(picture(video({ Rotation: 180 }))).toMatchObject({ width: 1920, height: 1080 });
    const anamorphic = { Width: 720, Height: 576, SampleAspectRatio: { Numerator: 64, Denominator: 45 } };
    expect(picture(video(anamorphic))).toMatchObject({ width: 1024, height: 576 });
  });

  it('is no cover: the picture is the one that moves', () =>
    expect(picture(cover, video({ Width: 640, Height: 360 }))).toMatchObject({ width: 640 }));

  it('lasts as long as it says, else as its author’s device said', () => {
    expect(sourceOf(film([video()], 12.5), 60).seconds).toBe(12.5);
    expect(sourceOf({ Container: { Tracks: [video()] } }, 60).seconds).toBe(60);
  });

  it('is heard in the lecture’s language where it has several sounds, else in the first', () => {
    const { sounds } = sourceOf(film([video(), sound('eng'), sound(), sound('ukr')]), 60);
    expect(sounds).toEqual(['eng', '', 'ukr']);
    expect([soundIn(sounds, 'uk'), soundIn(sounds, 'en'), soundIn(sounds, 'kk'), soundIn([], 'uk')]).toEqual([
      3, 1, 1, 1,
    ]);
  });
});

describe('a file that cannot become a lecture says why', () => {
  it.each<[string | undefined, string, ProbeResult]>([
    [undefined, 'a film', film([video(), sound()])],
    [undefined, 'a film without sound', film([video()])],
    [undefined, 'ten sounds', film([video(), ...Array.from({ length: 10 }, () => sound())])],
    [undefined, 'HEVC from a phone', film([video({ Rotation: 90 }, 'HEVC'), sound()])],
    [undefined, 'three seconds', film([video(), sound()], 3)],
    [undefined, 'six hours', film([video(), sound()], 6 * 3600)],
    [undefined, 'a recording that does not say how long it is', { Container: { Tracks: [video(), sound()] } }],
    ['unreadable', 'nothing', {}],
    ['unreadable', 'no tracks', film([])],
    ['unreadable', 'a picture without size', film([video({ Width: 0, Height: 0 })])],
    [undefined, 'sound alone', film([sound()])],
    [undefined, 'a talk with its cover', film([cover, sound()])],
    ['unreadable', 'a cover alone', film([cover])],
    ['codecUnknown', 'sound nobody decodes', film([{ ...sound(), Codec: 'UNKNOWN' }])],
    ['codecUnknown', 'what nobody decodes', film([video({}, 'UNKNOWN'), sound()])],
    ['tooShort', 'half a second', film([video(), sound()], 0.5)],
    ['tooLong', 'six hours and a minute', film([video(), sound()], 6 * 3600 + 60)],
  ])('%s: %s', (fault, _, probed) => expect(faultOf(probed)).toBe(fault));
});
