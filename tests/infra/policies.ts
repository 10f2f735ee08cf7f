/** What a function may do, judged as IAM would: by the statements of its role in the template. */
import { all, one } from './cloud.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}
export interface Request {
  action: string;
  resource: string;
  /** condition keys of the request, e.g. `dynamodb:LeadingKeys` */
  context?: Record<string, string[]>;
}

export function statementsOf(role: string): Statement[] {
  const policies = all('AWS::IAM::Policy').filter(({ properties }) => properties.Roles.includes(role));
  return policies.flatMap(({ properties }) => properties.PolicyDocument.Statement as Statement[]);
}

/** Does the role of this function allow the request? Nothing is allowed unless a statement says so. */
export const may = (functionName: string, request: Request): boolean => roleMay(roleOf(functionName), request);

export function roleMay(role: string, { action, resource, context = {} }: Request): boolean {
  const statements = statementsOf(role);
  if (statements.some(({ Effect }) => Effect !== 'Allow')) throw new Error('only Allow is understood here');
  return statements.some(
    (each) =>
      list(each.Action).some((pattern) => like(pattern, action)) &&
      list(each.Resource).some((pattern) => like(pattern, resource)) &&
      holds(each.Condition ?? {}, context),
  );
}

export const roleOf = (functionName: string): string =>
  String(one('AWS::Lambda::Function', functionName).properties.Role).replace(/\.Arn$/, '');

/** A call on the table by its partition keys. */
export const onTable = (verb: string, keys: string[], index?: string): Request => ({
  action: `dynamodb:${verb}`,
  resource: index ? `table.Arn/index/${index}` : 'table.Arn',
  context: keys.length ? { 'dynamodb:LeadingKeys': keys } : {},
});

function holds(conditions: NonNullable<Statement['Condition']>, context: Record<string, string[]>): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => test(operator, list(expected), context[key])),
  );
}

function test(operator: string, expected: string[], actual: string[] | undefined): boolean {
  const each = actual ?? [];
  if (operator === 'Null') return (actual === undefined) === (expected[0] === 'true');
  if (operator === 'ForAllValues:StringLike')
    return each.every((value) => expected.some((pattern) => like(pattern, value)));
  if (operator === 'ForAllValues:StringEquals') return each.every((value) => expected.includes(value));
  if (operator === 'StringEqualsIfExists') return each.every((value) => expected.includes(value));
  if (operator === 'StringEquals') return each.length > 0 && each.every((value) => expected.includes(value));
  throw new Error(`the condition ${operator} is not understood here`);
}

function like(pattern: string, value: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(value);
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
