import { describe, expect, it } from 'vitest';
import { imagesIn, sheetsIn, thumbnailAt } from './thumbnails.ts';

const at = 'https://kurs.example/media/lec/a/b/watch.m3u8';
const master = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=100,RESOLUTION=426x240
watch-240.m3u8
#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=900,RESOLUTION=800x450,CODECS="jpeg",URI="watch-images.m3u8"
`;
const tiles = '#EXT-X-TILES:RESOLUTION=160x90,LAYOUT=5x5,DURATION=2';
const playlist = `#EXTM3U
#EXT-X-IMAGES-ONLY
#EXTINF:50.000,
${tiles}
one.jpg
#EXTINF:7.5,
${tiles}
two.jpg
#EXT-X-ENDLIST
`;

describe('thumbnails of a lecture', () => {
  const images = imagesIn(master, at)!;
  const sheets = sheetsIn(playlist, images);

  it('are found by what the master playlist names, whatever their files are called', () => {
    expect(images).toBe('https://kurs.example/media/lec/a/b/watch-images.m3u8');
    expect(imagesIn('#EXTM3U\n', at)).toBeUndefined();
    expect(sheets.map(({ url, startSeconds }) => [url.split('/').at(-1), startSeconds])).toEqual([
      ['one.jpg', 0],
      ['two.jpg', 50],
    ]);
  });

  it.each([
    [0, 'one.jpg', 0, 0],
    [1.9, 'one.jpg', 0, 0],
    [2, 'one.jpg', 160, 0],
    [10, 'one.jpg', 0, 90],
    [49.9, 'one.jpg', 640, 360],
    [50, 'two.jpg', 0, 0],
    // beyond the end the last that there can be
    [5000, 'two.jpg', 640, 360],
  ])('show second %d', (seconds, file, x, y) => {
    expect(thumbnailAt(sheets, seconds)).toEqual({
      url: `${at.replace('watch.m3u8', '')}${file}`,
      x,
      y,
      width: 160,
      height: 90,
    });
  });

  it('are none where a playlist says nothing of use', () => {
    expect(sheetsIn('#EXTM3U\n#EXTINF:5,\nfile.jpg\n', at)).toEqual([]);
    expect(thumbnailAt([], 5)).toBeUndefined();
  });
});
