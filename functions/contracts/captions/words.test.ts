/**
 * The cases that web-platform-tests puts to readers of a cue’s text (webvtt/parsing/cue-text-parsing), in cues of our own: tags,
 * classes, voices, languages, rubies, timestamps, character references – of which learners get the words.
 */
import { describe, expect, it } from 'vitest';
import { escaped, vttWords } from './words.ts';

describe('the words of a cue', () => {
  it.each([
    // tags: known, unknown, never closed, closed twice, empty, cut off by the end
    ['<b>так</b>', 'так'],
    ['<b><i>так</b></i>', 'так'],
    ['<x>так</x>', 'так'],
    ['<b>так', 'так'],
    ['так</b></b>', 'так'],
    ['<>так</>', 'так'],
    ['так<', 'так'],
    ['так<b', 'так'],
    ['так</', 'так'],
    ['<b.loud.red>так</b.loud>', 'так'],
    ['<b loud>так', 'так'],
    ['<b\nloud>так', 'так'],
    ['<B>так</B>', 'так'],
    ['<c.a.b.c>так</c>', 'так'],
    ['<lang en>Yes</lang> так', 'Yes так'],
    ['<ruby>漢<rt>かん</rt></ruby>', '漢かん'],
    ['a < b > c', 'a c'],
    ['5 > 3', '5 > 3'],
    // timestamps within a cue
    ['раз <00:00:01.000>два', 'раз два'],
    ['раз<00:01>два', 'раздва'],
    // voices
    ['<v Олена>Так</v>', 'Олена: Так'],
    ['<v.loud Олена Коваль>Так', 'Олена Коваль: Так'],
    ['<v>Так', 'Так'],
    ['<v Олена & Іван>Так', 'Олена & Іван: Так'],
    // HTML, and what would be a script elsewhere
    ['<script>alert(1)</script>', 'alert(1)'],
    ['<img src=x onerror=alert(1)>так', 'так'],
    ['<!-- так -->ні', 'ні'],
    ['<a href="javascript:x">так</a>', 'так'],
  ])('%j', (cue, words) => expect(vttWords(cue)).toBe(words));

  it.each([
    ['&amp;', '&'],
    ['&lt;b&gt;', '<b>'],
    ['&amp;lt;', '&lt;'],
    ['&amp', '&'],
    ['&ampx', '&ampx'],
    ['&', '&'],
    ['&;', '&;'],
    ['так&nbsp;x', 'так\u00a0x'],
    ['&lrm;x&rlm;', '\u200ex\u200f'],
    ['&#38;', '&'],
    ['&#x26;', '&'],
    ['&#x26', '&'],
    ['&#0;', '\ufffd'],
    ['&#x110000;', '\ufffd'],
    ['&#xd800;', '\ufffd'],
    ['&nothing;', '&nothing;'],
    ['&quot;так&quot;', '"так"'],
  ])('%j as a reference', (cue, words) => expect(vttWords(cue)).toBe(words));

  it('written out again are read as the same words', () => {
    for (const words of ['a < b & c > d', '&lt;', '<b>так</b>', '-->', '&amp;amp;', '<v Олена>'])
      expect(vttWords(escaped(words)), words).toBe(words);
  });
});
