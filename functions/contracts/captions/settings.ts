/** The settings of a cue, read and written as the WebVTT standard says. Regions are not known: none are shown. */
import type { CueSettings } from './cue.ts';

/** “Parse the WebVTT cue settings”: what is not understood is passed over. */
export function settingsIn(text: string): CueSettings {
  return text.split(/[ \t\f\n\r]+/).reduce<CueSettings>((settings, each) => {
    const at = each.indexOf(':');
    if (at < 1 || at === each.length - 1) return settings;
    return { ...settings, ...readers.get(each.slice(0, at))?.(each.slice(at + 1)) };
  }, {});
}

const readers = new Map<string, (value: string) => CueSettings | undefined>([
  ['vertical', (value) => (value === 'rl' || value === 'lr' ? { vertical: value } : undefined)],
  ['line', lineIn],
  ['position', positionIn],
  ['size', sizeIn],
  ['align', (align) => (isOneOf(aligns, align) ? { align } : undefined)],
]);

const aligns = ['start', 'center', 'end', 'left', 'right'] as const;
const lineAligns = ['start', 'center', 'end'] as const;
const positionAligns = ['line-left', 'center', 'line-right'] as const;

const isOneOf = <One extends string>(list: readonly One[], value: string | undefined): value is One =>
  (list as readonly (string | undefined)[]).includes(value);

function lineIn(value: string): CueSettings | undefined {
  const [place = '', align] = parted(value);
  // an alignment nobody knows is passed over, the place counts
  const aligned = isOneOf(lineAligns, align) ? { lineAlign: align } : {};
  if (place.endsWith('%')) {
    const line = percentage(place);
    return line === undefined ? undefined : { line, linePercent: true, ...aligned };
  }
  const line = /^-?\d+(?:\.\d+)?$/.test(place) ? Number(place) + 0 : NaN;
  return Number.isFinite(line) ? { line, ...aligned } : undefined;
}

function positionIn(value: string): CueSettings | undefined {
  const [place = '', align] = parted(value);
  const position = percentage(place);
  if (position === undefined) return undefined;
  return { position, ...(isOneOf(positionAligns, align) ? { positionAlign: align } : {}) };
}

function sizeIn(value: string): CueSettings | undefined {
  const size = percentage(value);
  return size === undefined ? undefined : { size };
}

/** before and after the first comma */
function parted(value: string): [string, string?] {
  const at = value.indexOf(',');
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}

/** “Parse a percentage string” */
function percentage(text: string): number | undefined {
  const number = /^\d+(?:\.\d+)?%$/.test(text) ? Number(text.slice(0, -1)) : NaN;
  return number >= 0 && number <= 100 ? number : undefined;
}

/** As they stand behind the times; with a space before each. */
export function settingsText({ vertical, size, align, ...rest }: CueSettings): string {
  const { line, linePercent, lineAlign, position, positionAlign } = rest;
  const said = [
    vertical && `vertical:${vertical}`,
    line !== undefined && `line:${plain(line)}${linePercent ? '%' : ''}${lineAlign ? `,${lineAlign}` : ''}`,
    position !== undefined && `position:${plain(position)}%${positionAlign ? `,${positionAlign}` : ''}`,
    size !== undefined && `size:${plain(size)}%`,
    align && `align:${align}`,
  ];
  return said.flatMap((one) => (one ? [` ${one}`] : [])).join('');
}

/** never 1e+21, which no reader takes */
const plain = (number: number): string => (Math.abs(number) < 1e21 ? String(number) : '0');
