import { describe, expect, it } from 'vitest';
import { pictureIn, probedFrom, probeResult, seen } from './media-probe.ts';

const upright = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'a.mp4':
  Metadata:
    major_brand     : isom
  Duration: 00:01:02.50, start: 0.000000, bitrate: 96 kb/s
  Stream #0:0[0x1](und): Video: hevc (Main) (hvc1 / 0x31637668), yuv420p(tv, bt709), 1920x1080 [SAR 1:1 DAR 16:9], 50 kb/s, 29.97 fps, 29.97 tbr, 30k tbn (default)
    Metadata:
      handler_name    : VideoHandler
    Side data:
      displaymatrix: rotation of -90.00 degrees
  Stream #0:1[0x2](ukr): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, mono, fltp, 43 kb/s (default)
  Stream #0:2[0x3](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 43 kb/s
At least one output file must be specified
`;
/** as the ffmpeg of the npm package says it */
const older = `Input #0, matroska,webm, from 'b.webm':
  Duration: N/A, start: 0.000000, bitrate: N/A
    Stream #0:0: Video: png, rgb24(pc), 300x300, 90k tbr, 90k tbn (attached pic)
    Stream #0:1(eng): Video: vp8, yuv420p(progressive), 640x360, SAR 1:1 DAR 16:9, 25 fps, 25 tbr, 1k tbn, 1k tbc (default)
    Stream #0:2(eng): Audio: opus, 48000 Hz, mono, fltp (default)
`;

describe('what ffmpeg says about a film', () => {
  it('is read with turn, rate and languages', () => {
    const probed = probedFrom(upright);
    expect(probed).toMatchObject({ seconds: 62.5, format: expect.stringContaining('mp4') as string });
    expect(probed.tracks.map(({ codec }) => codec)).toEqual(['HEVC', 'AAC', 'AAC']);
    const { track } = pictureIn(probed)!;
    expect(track).toMatchObject({ rotation: 90, rate: [30_000, 1001] });
    expect([seen(track, true), seen(track, false)]).toEqual([
      { width: 1080, height: 1920 },
      { width: 1920, height: 1080 },
    ]);
    const { container } = probeResult(probed) as { container: { tracks: object[] } };
    expect(container.tracks).toMatchObject([
      { index: 1, trackType: 'video', videoProperties: { rotation: 90, width: 1920 } },
      { trackType: 'audio', audioProperties: { languageCode: 'ukr' } },
      { trackType: 'audio', audioProperties: {} },
    ]);
  });

  it('is read of older versions too; a cover is not the film', () => {
    const probed = probedFrom(older);
    expect(probed.seconds).toBe(0);
    expect(pictureIn(probed)).toMatchObject({ index: 1, track: { codec: 'VP8', width: 640 } });
  });

  it('of what is no film has no tracks', () =>
    expect(probeResult(probedFrom('c.mp4: Invalid data found when processing input'))).toEqual({
      container: { tracks: [] },
    }));
});
