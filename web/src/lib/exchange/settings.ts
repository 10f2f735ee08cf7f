/**
 * What GIFT and Moodle XML have no place for – scoring, comparison, units, where the situation ends and the question begins – goes out
 * beside each question as a line of JSON that other programs skip, and is believed on the way in only as far as it fits. Pure.
 */
import type { ContentOf, KindContent, QuestionContent } from '#contracts/question-kinds.ts';
import type { Language } from '#contracts/common.ts';
import { contentIn } from './parts.ts';

export type Settings = Record<string, unknown>;

const comparison = ['matchCase', 'matchDiacritics', 'foldLookAlikes'] as const;

/** Of a question that goes out in one language. `given`: characters of the situation at the beginning of the text. */
export function settingsOf({ given, body }: QuestionContent, language: Language): Settings {
  const split = given?.[language] ? { given: given[language].length } : {};
  switch (body.kind) {
    case 'single':
      return { ...split, shuffle: body.shuffle };
    case 'multiple':
      return { ...split, shuffle: body.shuffle, scoring: body.scoring };
    case 'shortText':
      return { ...split, ...picked(body) };
    case 'numeric':
      return { ...split, units: body.units };
    case 'matching':
    case 'ordering':
      return { ...split, scoring: body.scoring };
    case 'gapFill':
      return { ...split, scoring: body.scoring, ...gapComparison(body) };
    case 'essay':
      return { ...split, wordsMin: body.wordsMin, wordsMax: body.wordsMax };
    case 'trueFalse':
      return split;
  }
}

const picked = (of: Record<(typeof comparison)[number], boolean>) =>
  Object.fromEntries(comparison.map((name) => [name, of[name]]));
const gapComparison = (body: ContentOf<'gapFill'>) => {
  const text = body.gaps.find((gap) => gap.kind === 'text');
  return text?.kind === 'text' ? picked(text) : {};
};

export function settingsFrom(text: string): Settings {
  try {
    const found: unknown = JSON.parse(text);
    return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as Settings) : {};
  } catch {
    return {};
  }
}

/** The body with what its settings say, where they say something it can be. */
export function withSettings<B extends KindContent>(body: B, settings: Settings): B {
  const flags = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (typeof settings[name] === 'boolean' ? [[name, settings[name]]] : [])));
  const scoring = scorings[body.kind]?.includes(String(settings['scoring'])) ? { scoring: settings['scoring'] } : {};
  switch (body.kind) {
    case 'single':
    case 'multiple':
      return { ...body, ...flags(['shuffle']), ...scoring };
    case 'shortText':
      return { ...body, ...flags(comparison) };
    case 'numeric':
      return isUnits(settings['units']) ? { ...body, units: settings['units'] } : body;
    case 'matching':
    case 'ordering':
      return { ...body, ...scoring };
    case 'gapFill': {
      const gaps = body.gaps.map((gap) => (gap.kind === 'text' ? { ...gap, ...flags(comparison) } : gap));
      return { ...body, ...scoring, gaps };
    }
    case 'essay':
      return { ...body, ...words(settings, 'wordsMin'), ...words(settings, 'wordsMax') };
    default:
      return body;
  }
}

const scorings: Partial<Record<KindContent['kind'], readonly string[]>> = {
  multiple: ['allOrNothing', 'partial', 'partialWithPenalty'],
  matching: ['allOrNothing', 'partial'],
  ordering: ['allOrNothing', 'adjacentPairs', 'position'],
  gapFill: ['allOrNothing', 'partial'],
};

const words = (settings: Settings, name: string) => {
  const count = settings[name];
  return count === null || (Number.isInteger(count) && Number(count) >= 1 && Number(count) <= 10_000)
    ? { [name]: count }
    : {};
};

type Units = ContentOf<'numeric'>['units'];
function isUnits(value: unknown): value is Units {
  return (
    Array.isArray(value) &&
    value.length <= 10 &&
    value.every(
      (unit: unknown) =>
        typeof unit === 'object' &&
        unit !== null &&
        Object.keys(unit).length === 2 &&
        /^\S.{0,39}$/.test(String((unit as Units[number]).text)) &&
        /^\d{1,15}(\.\d{1,10})?$/.test(String((unit as Units[number]).factor)),
    )
  );
}

/** Situation and question as one text: other programs have one field. */
export const joined = (first: string | undefined, second: string): string => (first ? `${first}\n\n${second}` : second);

/** The two halves of {@link joined}, where the text is still as long as it was. */
export function halved(text: string, length: unknown): [string | undefined, string] {
  const at = Number(length);
  if (!Number.isInteger(at) || at < 1 || text.slice(at, at + 2) !== '\n\n') return [undefined, text];
  return [text.slice(0, at), text.slice(at + 2)];
}

/** A question of another format with its settings, in one language. */
export function settled(
  language: Language,
  { text, explanation, body }: { text: string; explanation?: string | undefined; body: KindContent },
  settings: Settings,
): QuestionContent {
  const [given, ask] = halved(text, settings['given']);
  return contentIn(language, { given, ask, explanation, body: withSettings(body, settings) });
}
