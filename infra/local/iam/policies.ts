/** The policies of the template: what each role may do, and what resources let services do with them. */
import type { Resource, Template } from '../template.ts';
import { list, ruleOf, type Rule, type Statement } from './evaluate.ts';

interface PolicyProperties {
  PolicyDocument: { Statement: Statement[] };
  Roles?: string[];
}
export interface RoleProperties {
  AssumeRolePolicyDocument: { Statement: Statement[] };
  Policies?: { PolicyName: string; PolicyDocument: { Statement: Statement[] } }[];
  ManagedPolicyArns?: string[];
}

/** Amazon's policy that lets a function write its log: here every function may. */
const logOnly = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/** The rules of one role, from the policies attached to it and those written into it. */
export function rulesOfRole(template: Template, role: Resource<RoleProperties>): Rule[] {
  const { Policies = [], ManagedPolicyArns = [] } = role.properties;
  const unknown = ManagedPolicyArns.find((arn) => arn !== logOnly);
  if (unknown) throw new Error(`${role.name}: the managed policy ${unknown} is not known to the local cloud`);
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => template.of<PolicyProperties>(type))
    .map((one) => one.properties)
    .filter(({ Roles = [] }) => Roles.includes(role.ref));
  return [...attached, ...Policies].flatMap(({ PolicyDocument }) =>
    list(PolicyDocument.Statement).map(named(role.name)),
  );
}

/** Says whose policy it is when a statement is not understood. */
const named = (owner: string) => (statement: Statement) => {
  try {
    return ruleOf(statement);
  } catch (error) {
    throw new Error(`${owner}: ${(error as Error).message}`, { cause: error });
  }
};

const onlyOverTls = ['aws:SecureTransport', 's3:TlsVersion'];

/** What a resource's own policy allows a service; that it refuses plain HTTP has no meaning on one machine. */
export function rulesForService(owner: string, statements: Statement[], service: string): Rule[] {
  const asked = statements.filter(({ Effect, Condition = {} }) => {
    const keys = Object.values(Condition).flatMap((one) => Object.keys(one));
    return Effect !== 'Deny' || !keys.length || !keys.every((key) => onlyOverTls.includes(key));
  });
  return asked.filter(({ Principal }) => isFor(Principal, service)).map(named(owner));
}

const isFor = (principal: unknown, service: string): boolean =>
  principal === '*' || list((principal as { Service?: string | string[] })?.Service ?? []).includes(service);
