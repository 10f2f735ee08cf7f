/** The functions of the template, each with its environment, key and endpoints. */
import { join } from 'node:path';
import { LambdaFunction } from './lambda.ts';
import { region, type Resource, type Template } from './template.ts';

export interface FunctionProperties {
  Role: string;
  Code: { S3Key: string };
  Handler: string;
  Runtime: string;
  Environment?: { Variables: Record<string, string> };
  MemorySize?: number;
  Timeout?: number;
}
type Endpoints = Record<'s3' | 'dynamodb' | 'aws', string>;
interface FunctionSetting {
  template: Template;
  /** take bundles from `functionsDir` and load them again when they change */
  dev?: boolean;
  functionsDir?: string;
  secretOf(accessKeyId: string): string;
  log(line: Record<string, unknown>): void;
}

export function functionsOf(setting: FunctionSetting, endpoints: Endpoints): LambdaFunction[] {
  return ourFunctions(setting.template).map((one) => functionOf(one, setting, endpoints));
}

/** The functions of the product, without those the CDK brings along. */
export const ourFunctions = (template: Template): Resource<FunctionProperties>[] =>
  template.of<FunctionProperties>('AWS::Lambda::Function').filter(isOurs);

/** The access key by which IAM knows a function; DynamoDB Local takes no hyphens. */
export const accessKeyOf = (functionName: string): string => functionName.replace(/[^A-Za-z0-9]/g, '');

/** Functions the CDK brings along for deployment have no place here. */
function isOurs({ properties, logicalId }: Resource<FunctionProperties>): boolean {
  return properties.Runtime.startsWith('nodejs') && !/^Custom/.test(logicalId);
}

function functionOf(one: Resource<FunctionProperties>, setting: FunctionSetting, endpoints: Endpoints): LambdaFunction {
  const { name, arn } = one;
  const { Code, Handler: handler, Environment, MemorySize: memory = 128, Timeout: timeout = 3 } = one.properties;
  const { dev: reload = false, functionsDir, log, template } = setting;
  const dir = reload && functionsDir ? join(functionsDir, name) : template.asset(Code.S3Key);
  const environment = { ...environmentOf(endpoints, setting.secretOf, name), ...Environment?.Variables };
  return new LambdaFunction({ name, arn, dir, handler, environment, memory, timeout, reload, log });
}

/** What the SDK needs to find the local services; the access key names the function. */
export function environmentOf(
  endpoints: Endpoints,
  secretOf: FunctionSetting['secretOf'],
  name: string,
): Record<string, string> {
  const accessKeyId = accessKeyOf(name);
  const others = [
    'SECRETS_MANAGER',
    'MEDIACONVERT',
    'TRANSCRIBE',
    'SESV2',
    'COGNITO_IDENTITY_PROVIDER',
    'LAMBDA',
    'SQS',
    'CLOUDWATCH',
  ];
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretOf(accessKeyId),
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    ...Object.fromEntries(others.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoints.aws])),
  };
}
