/** Who may what in the local cloud: callers by their access key, each with the role the template gives it. */
import type { Access } from '../aws/call.ts';
import { accessKeyOf, ourFunctions } from '../functions.ts';
import { account, type Template } from '../template.ts';
import { allows, type Rule } from './evaluate.ts';
import { rulesForService, rulesOfRole, type RoleProperties } from './policies.ts';

/** Access keys of whoever runs the local cloud: the stand-ins among themselves, tests, an operator’s commands. */
const operators = ['operator', 'local'];

interface Caller {
  name: string;
  role: string;
  rules: readonly Rule[];
}
export interface GuardOptions {
  template: Template;
  log(line: Record<string, unknown>): void;
}

export class Guard {
  readonly #options: GuardOptions;
  readonly #roles = new Map<string, readonly Rule[]>();
  #callers: Map<string, Caller> | undefined;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** Reads every function’s policies, once; throws by name at what is not understood. */
  read(): ReadonlyMap<string, Caller> {
    this.#callers ??= new Map(
      ourFunctions(this.#options.template).map(({ name, properties: { Role } }) => {
        const caller = { name, role: nameOf(Role), rules: this.assumed(Role, 'lambda.amazonaws.com') };
        return [accessKeyOf(name), caller];
      }),
    );
    return this.#callers;
  }

  knows(accessKey: string): boolean {
    return this.mayEverything(accessKey) || this.read().has(accessKey);
  }

  mayEverything(accessKey: string): boolean {
    return operators.includes(accessKey);
  }

  may(accessKey: string, access: Access): boolean {
    return this.mayEverything(accessKey) || allows(this.read().get(accessKey)?.rules ?? [], access);
  }

  /** Undefined where the caller may; otherwise the sentence AWS would answer, and a line in the log. */
  refusal(accessKey: string, access: Access): string | undefined {
    if (this.may(accessKey, access)) return undefined;
    const { name = accessKey, role = 'unknown' } = this.read().get(accessKey) ?? {};
    const { action, resource, context = {} } = access;
    const lack = `is not authorized to perform: ${action} on resource: ${resource}`;
    const asked = { leadingKeys: context['dynamodb:LeadingKeys'], attributes: context['dynamodb:Attributes'] };
    this.#options.log({
      level: 'error',
      from: 'iam',
      function: name,
      action,
      resource,
      ...asked,
      message: `${name} ${lack}`,
    });
    const why = `because no identity-based policy allows the ${action} action`;
    return `User: arn:aws:sts::${account}:assumed-role/${role}/${name} ${lack} ${why}`;
  }

  /** What a role allows the service that takes it on; throws where its trust is not given to that service. */
  assumed(roleArn: string, service: string): readonly Rule[] {
    const held = this.#roles.get(`${service} ${roleArn}`);
    if (held) return held;
    const { template } = this.#options;
    const role = template.of<RoleProperties>('AWS::IAM::Role').find((one) => one.arn === roleArn);
    if (!role) throw new Error(`the template has no role ${roleArn}`);
    const { Statement } = role.properties.AssumeRolePolicyDocument;
    const trust = rulesForService(
      role.name,
      Statement.map((one) => ({ ...one, Resource: '*' })),
      service,
    );
    const context = { 'aws:SourceAccount': [account] };
    if (!allows(trust, { action: 'sts:AssumeRole', resource: roleArn, context }))
      throw new Error(`${service} may not assume the role ${role.name}`);
    const rules = rulesOfRole(template, role);
    this.#roles.set(`${service} ${roleArn}`, rules);
    return rules;
  }
}

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? '';
