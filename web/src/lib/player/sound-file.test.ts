import { expect, it } from 'vitest';
import { namedIn } from './sound-file.ts';

const at = 'https://kurs.example/media/lec/lec_a/0123/listen.m3u8';
const beside = (name: string) => at.replace('listen.m3u8', name);

it('a playlist of sound names the playlist of its pieces once', () => {
  const master = [
    '#EXTM3U',
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Українська",URI="film-sound.m3u8"',
    '#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2",AUDIO="sound"',
    'film-sound.m3u8',
  ];
  expect(namedIn(master.join('\n'), at)).toEqual([beside('film-sound.m3u8')]);
});

it('its pieces are named in order, with what they begin with', () => {
  const pieces = ['#EXTM3U', '#EXT-X-MAP:URI="film-soundinit.cmfa"', '#EXTINF:4.0,', 'film-sound_1.cmfa', '#EXTINF:2,'];
  expect(namedIn([...pieces, 'film-sound_2.cmfa', '#EXT-X-ENDLIST', ''].join('\r\n'), at)).toEqual(
    ['film-soundinit.cmfa', 'film-sound_1.cmfa', 'film-sound_2.cmfa'].map(beside),
  );
});
