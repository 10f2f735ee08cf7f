/** WebVTT → lines of the transcript. Takes the words only: settings, styles and tags are left out. */
export interface Line {
  startSeconds: number;
  endSeconds: number;
  text: string;
}

const timing = /^(?:(\d{2,}):)?(\d{2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d{2,}):)?(\d{2}):(\d{2})[.,](\d{3})/;
const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' };

/** Lines in order of time; what is no WebVTT gives none. */
export function parseVtt(source: string): Line[] {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(text)) return [];
  const lines = text.split(/\n{2,}/).flatMap(lineOf);
  return lines.sort((a, b) => a.startSeconds - b.startSeconds);
}

function lineOf(block: string): Line[] {
  const rows = block.split('\n');
  const at = rows.findIndex((row) => timing.test(row));
  const match = at < 0 ? null : timing.exec(rows[at] ?? '');
  if (!match) return [];
  const [, h1, m1, s1, f1, h2, m2, s2, f2] = match;
  const words = wordsOf(rows.slice(at + 1).join(' '));
  return words ? [{ startSeconds: seconds(h1, m1, s1, f1), endSeconds: seconds(h2, m2, s2, f2), text: words }] : [];
}

function wordsOf(text: string): string {
  const bare = text.replace(/<[^>]*>/g, '').replace(/&([a-z]+);/g, (whole, name) => references[String(name)] ?? whole);
  return bare.replace(/\s+/g, ' ').trim();
}

function seconds(...[hours, minutes, rest, millis]: (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest) + Number(millis) / 1000;
}

/** Index of the line being spoken, or the last one before; -1 before the first. */
export function lineAt(lines: Line[], positionSeconds: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.startSeconds ?? Infinity) <= positionSeconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
