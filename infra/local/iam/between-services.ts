/** What AWS services need of one another, checked at the start: in the cloud a rule without it fails in silence. */
import { arnOf, type Access } from '../aws/call.ts';
import { ourFunctions } from '../functions.ts';
import { account, region, type Template } from '../template.ts';
import { allows, list, type Rule, type Statement } from './evaluate.ts';
import type { Guard } from './guard.ts';
import { rulesForService } from './policies.ts';

interface Mapping {
  EventSourceArn: string;
  FunctionName: string;
}
interface Pipe {
  RoleArn: string;
  Source: string;
  Target: string;
  SourceParameters?: { DynamoDBStreamParameters?: { DeadLetterConfig?: { Arn: string } } };
}
interface EventRule {
  Targets: { Arn: string; DeadLetterConfig?: { Arn: string } }[];
}
interface QueuePolicy {
  Queues: string[];
  PolicyDocument: { Statement: Statement[] };
}
interface Permission {
  Action: string;
  FunctionName: string;
  Principal: string;
  SourceArn: string;
}
interface Need extends Access {
  who: string;
  rules: readonly Rule[];
}

const streamActions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
const queueActions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/** Throws with everything that one service would refuse to another. */
export function checkBetweenServices(template: Template, guard: Guard): void {
  const needs = [
    ...ofPipes(template, guard),
    ...ofMappings(template, guard),
    ...ofRules(template),
    ...ofGateways(template),
  ];
  const refused = needs.filter(({ rules, ...access }) => !allows(rules, access));
  if (!refused.length) return;
  const lacks = refused.map(({ who, action, resource }) => `${who} lacks ${action} on ${resource}`);
  throw new Error(`The cloud would refuse: ${lacks.join('; ')}`);
}

function ofPipes(template: Template, guard: Guard): Need[] {
  return template.of<Pipe>('AWS::Pipes::Pipe').flatMap(({ name: who, properties }) => {
    const { RoleArn, Source, Target, SourceParameters } = properties;
    const rules = guard.assumed(RoleArn, 'pipes.amazonaws.com');
    const dead = SourceParameters?.DynamoDBStreamParameters?.DeadLetterConfig?.Arn;
    return [
      ...streamActions.map((verb) => ({ who, rules, action: `dynamodb:${verb}`, resource: Source })),
      { who, rules, action: 'events:PutEvents', resource: Target },
      ...(dead ? [{ who, rules, action: 'sqs:SendMessage', resource: dead }] : []),
    ];
  });
}

/** Lambda reads a queue with the function’s own role. */
function ofMappings(template: Template, guard: Guard): Need[] {
  const functions = ourFunctions(template);
  return template.of<Mapping>('AWS::Lambda::EventSourceMapping').flatMap(({ properties }) => {
    const { EventSourceArn: resource, FunctionName } = properties;
    const fn = functions.find((one) => [one.name, one.arn].includes(FunctionName));
    if (!fn) return [];
    const rules = guard.assumed(fn.properties.Role, 'lambda.amazonaws.com');
    return queueActions.map((verb) => ({ who: fn.name, rules, action: `sqs:${verb}`, resource }));
  });
}

/** EventBridge puts events into queues, and what it cannot deliver into their dead-letter queues, by the queues’ policies. */
function ofRules(template: Template): Need[] {
  const queues = template.of('AWS::SQS::Queue');
  const policies = template.of<QueuePolicy>('AWS::SQS::QueuePolicy');
  const rulesOf = (queueArn: string): Rule[] => {
    const queue = queues.find((one) => one.arn === queueArn);
    const own = policies.filter(({ properties }) => queue && properties.Queues.includes(queue.ref));
    return own.flatMap(({ name, properties }) =>
      rulesForService(name, list(properties.PolicyDocument.Statement), 'events.amazonaws.com'),
    );
  };
  return template.of<EventRule>('AWS::Events::Rule').flatMap(({ name, arn, properties }) =>
    properties.Targets.flatMap(({ Arn, DeadLetterConfig }) => [
      Arn,
      ...(DeadLetterConfig ? [DeadLetterConfig.Arn] : []),
    ])
      .filter((resource) => resource.startsWith(arnOf('sqs', '')))
      .map((resource) => ({
        who: `the rule ${name}`,
        rules: rulesOf(resource),
        action: 'sqs:SendMessage',
        resource,
        context: { 'aws:SourceArn': [arn] },
      })),
  );
}

/** API Gateway calls a function by the function’s own policy, route by route. */
function ofGateways(template: Template): Need[] {
  const permissions = template.of<Permission>('AWS::Lambda::Permission').map((one) => one.properties);
  const integrations = template.of<{ IntegrationUri: string }>('AWS::ApiGatewayV2::Integration');
  const routes = template.of<{ ApiId: string; RouteKey: string; Target: string }>('AWS::ApiGatewayV2::Route');
  return routes.flatMap(({ properties: { ApiId, RouteKey, Target } }) => {
    const uri = integrations.find((one) => Target === `integrations/${one.physicalId}`)?.properties.IntegrationUri;
    const fn = ourFunctions(template).find((one) => uri?.includes(one.arn));
    if (!fn) return [];
    const [method = '', path = ''] = RouteKey.split(' ');
    const source = `arn:aws:execute-api:${region}:${account}:${ApiId}/$default/${method}${path}`;
    return [
      {
        who: `the route ${RouteKey}`,
        rules: permissions.filter((one) => [fn.name, fn.arn].includes(one.FunctionName)).flatMap(permitted(fn.arn)),
        action: 'lambda:InvokeFunction',
        resource: fn.arn,
        context: { 'aws:SourceArn': [source] },
      },
    ];
  });
}

const permitted =
  (functionArn: string) =>
  ({ Action, Principal, SourceArn }: Permission): Rule[] => {
    const Condition = { ArnLike: { 'aws:SourceArn': SourceArn } };
    const statement = { Effect: 'Allow', Principal: { Service: Principal }, Action, Resource: functionArn, Condition };
    return rulesForService(functionArn, [statement], 'apigateway.amazonaws.com');
  };
