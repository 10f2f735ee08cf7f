/** What a function may do, judged by the local cloud's own IAM from the statements of its role in the template. */
import type { Access } from '../../infra/local/aws/call.ts';
import { allows, list, ruleOf, type Statement } from '../../infra/local/iam/evaluate.ts';
import { all, one } from './cloud.ts';

export { list };

export function statementsOf(role: string): Statement[] {
  const policies = all('AWS::IAM::Policy').filter(({ properties }) => properties.Roles.includes(role));
  return policies.flatMap(({ properties }) => properties.PolicyDocument.Statement as Statement[]);
}

/** Does the role of this function allow the request? Nothing is allowed unless a statement says so. */
export const may = (functionName: string, access: Access): boolean => roleMay(roleOf(functionName), access);

export const roleMay = (role: string, access: Access): boolean => allows(statementsOf(role).map(ruleOf), access);

export const roleOf = (functionName: string): string =>
  String(one('AWS::Lambda::Function', functionName).properties.Role).replace(/\.Arn$/, '');

/** A call on the table by its partition keys. */
export const onTable = (verb: string, keys: string[], index?: string): Access => ({
  action: `dynamodb:${verb}`,
  resource: index ? `table.Arn/index/${index}` : 'table.Arn',
  context: keys.length ? { 'dynamodb:LeadingKeys': keys } : {},
});
