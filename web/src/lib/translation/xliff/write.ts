/** Writes XLIFF 2.1: core and the metadata module. Pure. */
import { runsOf, type Run } from './codes.ts';
import { escaped } from './xml.ts';
import type { XliffDocument, XliffFile, XliffUnit } from './units.ts';

/** names our own metadata and state */
export const ownCategory = 'kurs';

export function writeXliff({ courseId, from, to, files }: XliffDocument): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="${from}" trgLang="${to}">`,
    ...files.filter(({ units }) => units.length > 0).map((file) => fileOf(file, courseId)),
    '</xliff>',
    '',
  ].join('\n');
}

/** A segment is a paragraph, a list or a table as a whole: cut elsewhere it could not be put together. */
const fileOf = ({ id, units }: XliffFile, courseId: string): string =>
  [
    ` <file id="${escaped(id)}" original="kurs:${escaped(courseId)}/${escaped(id)}" canResegment="no" xml:space="preserve">`,
    ...units.map(unitOf),
    ' </file>',
  ].join('\n');

function unitOf(unit: XliffUnit): string {
  const codes = new Codes();
  const source = codes.write(runsOf(unit.source));
  const target = unit.target === null ? '' : `<target>${codes.write(runsOf(unit.target), true)}</target>`;
  // a sub-state is ours: other programs keep it or leave it out
  const sub = unit.isStale ? ` subState="${ownCategory}:outOfDate"` : '';
  return [
    `  <unit id="${escaped(unit.id)}">`,
    `   <mda:metadata><mda:metaGroup category="${ownCategory}"><mda:meta type="sourceRevision">${unit.sourceRevision}</mda:meta><mda:meta type="targetRevision">${unit.targetRevision}</mda:meta></mda:metaGroup></mda:metadata>`,
    `   <notes><note category="location">${text(unit.note)}</note></notes>`,
    ...codes.originalData(),
    `   <segment state="${unit.state}"${sub}><source>${source}</source>${target}</segment>`,
    '  </unit>',
  ].join('\n');
}

/** XML has no place for these two characters. */
const text = (words: string): string =>
  escaped(words).replace(/[\ufffe\uffff]/g, (each) => `<cp hex="${each.charCodeAt(0).toString(16).toUpperCase()}"/>`);

interface Used {
  id: number;
  /** the sign, or both of a pair */
  key: string;
}

/** The codes of one unit: signs as data, and the same number for the same sign in source and translation. */
class Codes {
  readonly #data = new Map<string, string>();
  #source: Used[] = [];
  #last = 0;

  write(runs: readonly Run[], isTarget = false): string {
    // each code of the source answers one of the translation
    const free = isTarget ? [...this.#source] : [];
    return this.#write(runs, free, isTarget);
  }

  #write(runs: readonly Run[], free: Used[], isTarget: boolean): string {
    return runs.map((run) => this.#one(run, free, isTarget)).join('');
  }

  #one(run: Run, free: Used[], isTarget: boolean): string {
    if (typeof run === 'string') return text(run);
    if ('code' in run) {
      const id = this.#idOf(run.code, free, isTarget);
      return `<ph id="${id}" dataRef="${this.#ref(run.code)}" disp="${escaped(shown(run.code))}"/>`;
    }
    const id = this.#idOf(`${run.open}\n${run.close}`, free, isTarget);
    const [start, end] = [this.#ref(run.open), this.#ref(run.close)];
    return `<pc id="${id}" dataRefStart="${start}" dataRefEnd="${end}">${this.#write(run.runs, free, isTarget)}</pc>`;
  }

  #idOf(key: string, free: Used[], isTarget: boolean): number {
    const at = free.findIndex((used) => used.key === key);
    const [known] = at < 0 ? [] : free.splice(at, 1);
    if (known) return known.id;
    const id = (this.#last += 1);
    if (!isTarget) this.#source.push({ id, key });
    return id;
  }

  #ref(sign: string): string {
    const known = this.#data.get(sign);
    if (known) return known;
    const ref = `d${this.#data.size + 1}`;
    this.#data.set(sign, ref);
    return ref;
  }

  originalData(): string[] {
    if (this.#data.size === 0) return [];
    const data = [...this.#data].map(([sign, ref]) => `<data id="${ref}">${text(sign)}</data>`);
    return [`   <originalData>${data.join('')}</originalData>`];
  }
}

/** What a translator sees in the place of a sign. */
const shown = (sign: string): string => sign.trim().replace(/\s+/g, ' ').slice(0, 24) || '¶';
