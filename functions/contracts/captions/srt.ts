/** SubRip (.srt): there is no standard; read as its many writers write it. */
import type { FoundCue } from './cue.ts';
import { srtMarkup, srtWords } from './words.ts';

export interface SrtFile {
  cues: FoundCue[];
  unread: number[];
}

const time = String.raw`(\d{1,3}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const timing = new RegExp(`^\\s*${time}\\s*-->\\s*${time}(?:\\s|$)`);

/** undefined: no line of it says times. */
export function parseSrt(source: string): SrtFile | undefined {
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const marks = lines.flatMap((line, at) => (line.includes('-->') ? [at] : []));
  const file: SrtFile = { cues: [], unread: [] };
  marks.forEach((at, index) => {
    const match = timing.exec(lines[at] ?? '');
    const rows = textRows(lines.slice(at + 1, marks[index + 1]), index + 1 < marks.length);
    if (match) file.cues.push(cueOf(match, rows, at + 1));
    else file.unread.push(at + 1);
  });
  return file.cues.length > 0 ? file : undefined;
}

/** The number of the next cue stands before its times, an empty line before that. */
function textRows(rows: string[], hasNext: boolean): string {
  const kept = hasNext && /^\s*\d+\s*$/.test(rows.at(-1) ?? '') ? rows.slice(0, -1) : rows;
  return kept.join('\n');
}

function cueOf(match: RegExpExecArray, rows: string, line: number): FoundCue {
  const [h1, m1, s1, f1, h2, m2, s2, f2] = match.slice(1) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const text = srtWords(rows);
  return {
    startMs: milliseconds(h1, m1, s1, f1),
    endMs: milliseconds(h2, m2, s2, f2),
    text,
    // `{\an8}`: at the top of the picture
    settings: /\{\\an[789]\}/.test(rows) ? { line: 0 } : {},
    line,
    hadMarkup: rows.search(srtMarkup) >= 0,
  };
}

const milliseconds = (hours: string, minutes: string, seconds: string, fraction: string): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
