/** An addition of a film as somebody reads it who compares it with another: moments and words, without what only machines need. Pure. */
import type { AdditionLine } from '#contracts/film-additions.ts';
import { languages, type Localised } from '#contracts/common.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each thing with its moment and its words; `askOf` says what a question of the bank asks. */
export function additionLines(text: string, askOf: (questionId: string) => Localised | undefined): AdditionLine[] {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value.filter(isRecord).map((item) => lineOf(item, askOf));
  if (!isRecord(value)) return [];
  const list = Object.values(value).find((each) => Array.isArray(each));
  return list ? additionLines(JSON.stringify(list), askOf) : [lineOf(value, askOf)];
}

function lineOf(item: Record<string, unknown>, askOf: Parameters<typeof additionLines>[1]): AdditionLine {
  const moment = item['startMs'] ?? item['atMs'];
  const { questionId, version, againFromMs } = item;
  const asked = typeof questionId === 'string' ? (askOf(questionId) ?? { uk: questionId }) : undefined;
  const texts = Object.values(item).filter(isLocalised);
  return {
    atMs: typeof moment === 'number' ? moment : null,
    texts: [...(asked ? [asked] : []), ...texts].slice(0, 4),
    // what is set, by its name in the contract
    marks: Object.entries(item).flatMap(([name, each]) => (each === true ? [name] : [])),
    version: typeof version === 'number' ? version : null,
    againFromMs: typeof againFromMs === 'number' ? againFromMs : null,
    // by which a picture is told from another, and seen
    picture: typeof item['key'] === 'string' ? item['key'] : null,
  };
}

const isLocalised = (value: unknown): value is Localised =>
  isRecord(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, each]) => languages.some((one) => one === key) && typeof each === 'string');
