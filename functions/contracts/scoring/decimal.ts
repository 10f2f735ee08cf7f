/** Decimals as people write them, exactly: 0.1 + 0.2 is 0.3. */

/** `digits` / 10^`scale` */
export interface Exact {
  digits: bigint;
  scale: number;
}

/** What was typed: a number, and what stood behind it. */
export interface Typed {
  value: Exact;
  rest: string;
}

/** a power of ten as calculators (`1.5e3`) and people (`1,5·10^3`) write it */
const power = /^(?:e([+-]?\d{1,3})(?![\d])|\s*[x×*·⋅]\s*10\s*\^\s*([+-]?\d{1,3})(?!\d))/i;

/**
 * Reads a number at the beginning of what was typed. Comma and point are decimal signs; the one that stands last where there are
 * both, and neither where the same stands twice: then they part thousands, as spaces do (Moodle’s
 * `qtype_numerical_answer_processor::parse_response`). Null: no number.
 */
export function readNumber(text: string): Typed | null {
  const source = text
    .replaceAll(/[‐‑‒–—−﹣－]/g, '-')
    .replaceAll(/(\d[.,])\s+(?=\d)/g, '$1')
    .trim();
  const found = /^([+-]?)\s*(\d[\d\s.,'’_]*|[.,]\d+)/.exec(source);
  if (!found) return null;
  // what parts thousands stands before a digit: the rest belongs to the unit
  const number = found[2]!.replace(/[\s'’_]+$/, '');
  const plain = withPoint(number);
  if (!plain) return null;
  const rest = source.slice(found[0].length - (found[2]!.length - number.length));
  const tens = power.exec(rest);
  const value = exact(`${found[1] === '-' ? '-' : ''}${plain}`);
  const shift = Number(tens?.[1] ?? tens?.[2] ?? 0);
  return { value: { ...value, scale: value.scale - shift }, rest: rest.slice(tens?.[0].length ?? 0).trim() };
}

/** One number with a point, thousands joined; undefined where its signs make no sense. */
function withPoint(number: string): string | undefined {
  const signs = [...number.matchAll(/[.,]/g)].map(([sign]) => sign);
  const last = signs.at(-1);
  const isDecimal = last !== undefined && signs.indexOf(last) === signs.length - 1;
  const at = isDecimal ? number.lastIndexOf(last) : number.length;
  const whole = number.slice(0, at);
  const decimals = number.slice(at + 1);
  const groups = whole.split(/[.,\s'’_]/);
  const isGrouped = groups.length === 1 || groups.slice(1).every((group) => group.length === 3);
  if (!isGrouped || !/^\d*$/.test(decimals)) return undefined;
  return `${groups.join('') || '0'}.${decimals}`;
}

/** Of a text such as `-3.50`. */
export function exact(text: string): Exact {
  const [whole = '0', decimals = ''] = text.split('.');
  return { digits: BigInt(whole + decimals), scale: decimals.length };
}

export const times = (a: Exact, b: Exact): Exact => ({ digits: a.digits * b.digits, scale: a.scale + b.scale });

/** |a − b| ≤ within */
export function isWithin(a: Exact, b: Exact, within: Exact): boolean {
  const scale = Math.max(a.scale, b.scale, within.scale);
  const [left, right, limit] = [a, b, within].map((each) => each.digits * 10n ** BigInt(scale - each.scale));
  const apart = left! > right! ? left! - right! : right! - left!;
  return apart <= limit!;
}

export const plus = (a: Exact, b: Exact): Exact => {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [a, b].map((each) => each.digits * 10n ** BigInt(scale - each.scale));
  return { digits: left! + right!, scale };
};
