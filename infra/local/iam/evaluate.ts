/** IAM's judgement, pure: does one of these statements allow the action on the resource under these conditions? */
import type { Access } from '../aws/call.ts';

/** A statement of a policy document as CloudFormation writes it, its references resolved. */
export interface Statement {
  Sid?: string;
  Effect: string;
  Principal?: unknown;
  Action?: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | boolean | (string | boolean)[]>>;
}
/** A statement, read and checked once. */
export interface Rule {
  fits(access: Access): boolean;
}

type Matches = (pattern: string, value: string) => boolean;
type Test = (actual: string[] | undefined) => boolean;

/** Condition operators that compare one value of the policy with one of the request. */
const comparisons: Record<string, Matches> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: (pattern, value) => like(pattern, value),
  ArnEquals: (pattern, value) => like(pattern, value),
  ArnLike: (pattern, value) => like(pattern, value),
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};
const statementParts = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];

/** Reads a statement; throws where it says something that is not understood here, for then nothing could be promised. */
export function ruleOf(statement: Statement): Rule {
  const strange = Object.keys(statement).find((part) => !statementParts.includes(part));
  if (strange) throw new Error(`the policy element ${strange} is not known to the local cloud`);
  if (statement.Effect !== 'Allow')
    throw new Error(`the policy effect ${statement.Effect} is not known to the local cloud`);
  const actions = list(statement.Action ?? []).map((pattern) => pattern.toLowerCase());
  const resources = list(statement.Resource ?? []);
  const conditions = conditionsOf(statement.Condition ?? {});
  return {
    fits: ({ action, resource, context = {} }) =>
      actions.some((pattern) => like(pattern, action.toLowerCase())) &&
      resources.some((pattern) => like(pattern, resource)) &&
      conditions.every((holds) => holds(lowerCased(context))),
  };
}

/** Nothing is allowed unless a statement says so. */
export const allows = (rules: readonly Rule[], access: Access): boolean => rules.some((rule) => rule.fits(access));

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Names of condition keys know no case. */
function lowerCased(context: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(context).map(([key, values]) => [key.toLowerCase(), values]));
}

function conditionsOf(
  condition: NonNullable<Statement['Condition']>,
): ((context: Record<string, string[]>) => boolean)[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, expected]) => {
      const test = testOf(operator, list(expected).map(String));
      return (context: Record<string, string[]>) => test(context[key.toLowerCase()]);
    }),
  );
}

/** `ForAllValues:StringLike`, `StringEqualsIfExists` and the like: how a key’s values in the request are held against the policy’s. */
function testOf(operator: string, expected: string[]): Test {
  if (operator === 'Null') return (actual) => (actual === undefined) === (expected[0] === 'true');
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const matches = comparisons[name];
  if (!matches) throw new Error(`the policy condition ${operator} is not known to the local cloud`);
  const variable = expected.find((value) => value.includes('${'));
  if (variable) throw new Error(`the policy variable ${variable} is not known to the local cloud`);
  const fits = (value: string) => expected.some((wanted) => matches(wanted, value));
  // “for all values” holds where there is none: hence the guard by `Null` in our own grants
  if (set === 'ForAllValues') return (actual) => (actual ?? []).every(fits);
  const present: Test = (actual) => !!actual?.length && (set ? actual.some(fits) : actual.every(fits));
  return (actual) => (ifExists && actual === undefined) || present(actual);
}

const patterns = new Map<string, RegExp>();

/** `*` any characters, `?` one. */
function like(pattern: string, value: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    compiled = new RegExp(`^${escaped.replaceAll('?', '.')}$`, 's');
    patterns.set(pattern, compiled);
  }
  return compiled.test(value);
}
