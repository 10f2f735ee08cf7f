import type { AnswerOf, ContentOf, Score } from '../question-kinds.ts';
import type { Exact } from './decimal.ts';
import { exact, isWithin, plus, readNumber, times } from './decimal.ts';
import { best, verdict } from './verdict.ts';

type Numeric = ContentOf<'numeric'>;
/** decimals a factor can have; with all of them it is a rounded one, such as 1/3.6 */
const decimalsMax = 10;

/** The best of the answers a number fits. */
export function bestNumber(body: Numeric, answer: AnswerOf<'numeric'>): Numeric['answers'][number] | undefined {
  const typed = readNumber(answer.text);
  if (!typed) return undefined;
  const factor = factorOf(body.units, answer.unit ?? typed.rest, answer.unit === null ? '' : typed.rest);
  if (!factor) return undefined;
  const value = times(typed.value, factor);
  const slack = factor.scale === decimalsMax ? roundingOf(typed.value) : exact('0');
  return best(body.answers.filter((each) => isWithin(value, exact(each.value), plus(exact(each.tolerance), slack))));
}

/**
 * The best share among the answers whose value is at most its tolerance away, in the first unit. As Moodle’s numerical question with
 * nominal tolerance and unit multipliers (`qtype_numerical_answer_processor::apply_units`), but in exact decimals: 0.3 ± 0 is met by
 * 0.1 + 0.2. QTI 3: `qti-equal` with `tolerance-mode="absolute"`, bounds included. A single unit stands beside the field and may be
 * left out; of several one has to be chosen.
 */
export function scoreNumeric(body: Numeric, answer: AnswerOf<'numeric'>): Score {
  const share = bestNumber(body, answer)?.share ?? 0;
  return { share, parts: { text: verdict(share) } };
}

/** How many of the first unit one of the named is; undefined where it is none of the question’s. */
function factorOf(units: Numeric['units'], name: string, typedToo: string): Exact | undefined {
  const named = (text: string) => units.find((unit) => tidy(unit.text) === tidy(text));
  if (units.length === 0) return name || typedToo ? undefined : exact('1');
  const unit = name ? named(name) : units.length === 1 ? units[0] : undefined;
  // chosen and typed once more: that has to be the same
  return !unit || (typedToo && named(typedToo) !== unit) ? undefined : exact(unit.factor);
}

/** км² is км2 */
const tidy = (unit: string) => unit.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();

/** What a number can be off because its factor was rounded to ten decimals. */
const roundingOf = ({ digits, scale }: Exact): Exact => ({
  digits: (digits < 0n ? -digits : digits) * 5n,
  scale: scale + decimalsMax + 1,
});
