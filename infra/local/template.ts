/** CloudFormation: reads a synthesized assembly and answers with resources whose properties are resolved when they are read. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve as absolute } from 'node:path';
import { known, type KnownType } from './known-types.ts';

export interface Resource<Properties = Record<string, unknown>> {
  stack: string;
  logicalId: string;
  type: string;
  /** the construct's id in the CDK app, e.g. `courses-api` */
  name: string;
  physicalId: string;
  /** what `Ref` gives: the physical id, an ARN or a URL, by type */
  ref: string;
  arn: string;
  properties: Properties;
}

export interface Template {
  of<Properties>(type: string): Resource<Properties>[];
  /** The file or folder behind an asset's hash (or `hash.zip`). */
  asset(hash: string): string;
  /** Gives an attribute that only a running service knows, e.g. the issuer of the user pool. */
  setAttribute(resource: Resource<unknown>, name: string, value: string): void;
  readonly region: string;
  readonly account: string;
}

export interface TemplateOptions {
  assembly: string;
  parameters: Record<string, string>;
  /** Resolves `{{resolve:secretsmanager:ARN:…}}`. */
  secret(arn: string): string;
}

interface RawResource {
  Type: string;
  Properties?: Record<string, unknown>;
  Metadata?: { 'aws:cdk:path'?: string };
  Condition?: string;
}
interface Stack {
  name: string;
  dir: string;
  Resources: Record<string, RawResource>;
  Parameters?: Record<string, { Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}
interface Assets {
  files: Record<string, { source: { path: string } }>;
}

const region = 'eu-central-1';
const account = '000000000000';
const noValue = Symbol('AWS::NoValue');

export function readTemplate(options: TemplateOptions): Template {
  const stacks = readStacks(options.assembly);
  const attributes = new Map<string, string>();
  const resources = stacks.flatMap((stack) => resourcesOf(stack));
  for (const stack of stacks) checkKnown(stack);
  return {
    region,
    account,
    of: <Properties>(type: string) => resources.filter((one) => one.type === type) as Resource<unknown>[] as Resource<Properties>[],
    asset: (hash) => assetOf(stacks, hash.replace(/\.zip$/, '')),
    setAttribute: (resource, name, value) => void attributes.set(`${resource.stack}.${resource.logicalId}.${name}`, value),
  };

  function resourcesOf(stack: Stack): Resource[] {
    const present = Object.entries(stack.Resources).filter(([, raw]) => !raw.Condition || condition(stack, raw.Condition));
    return present.map(([logicalId, raw]) => resourceOf(stack, logicalId, raw));
  }

  function resourceOf(stack: Stack, logicalId: string, raw: RawResource): Resource {
    const path = raw.Metadata?.['aws:cdk:path']?.split('/') ?? [logicalId];
    const name = (['Resource', 'Default'].includes(path.at(-1) ?? '') ? path.at(-2) : path.at(-1)) ?? logicalId;
    const physicalId = physicalIdOf(stack, logicalId, raw, name);
    const identity = { stack: stack.name, logicalId, type: raw.Type, name, physicalId };
    return {
      ...identity,
      ref: refOf(raw.Type, physicalId),
      arn: arnOf(raw.Type, physicalId),
      get properties() {
        return resolve(stack, raw.Properties ?? {}) as Record<string, unknown>;
      },
    };
  }

  function resolve(stack: Stack, value: unknown): unknown {
    if (typeof value === 'string') return dynamic(value);
    if (Array.isArray(value)) return value.map((one) => resolve(stack, one)).filter((one) => one !== noValue);
    if (!value || typeof value !== 'object') return value;
    const [[key, inner] = [undefined, undefined], ...more] = Object.entries(value);
    const intrinsic = more.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
    if (intrinsic) return dynamic(call(stack, key, inner));
    const entries = Object.entries(value).map(([name, part]) => [name, resolve(stack, part)] as const);
    return Object.fromEntries(entries.filter(([, part]) => part !== noValue));
  }

  function call(stack: Stack, key: string, inner: unknown): unknown {
    if (key === 'Ref') return ref(stack, inner as string);
    if (key === 'Fn::GetAtt') return attribute(stack, (typeof inner === 'string' ? inner.split('.') : inner) as [string, string]);
    if (key === 'Fn::Sub') return substitute(stack, inner as string | [string, Record<string, unknown>]);
    if (key === 'Fn::If') return choose(stack, inner as [string, unknown, unknown]);
    if (key === 'Fn::ImportValue') return imported(resolve(stack, inner));
    const given = resolve(stack, inner);
    if (key === 'Fn::Join') return ((given as [string, string[]])[1] ?? []).join((given as [string])[0]);
    if (key === 'Fn::Select') return (given as [string, unknown[]])[1][Number((given as [string])[0])];
    if (key === 'Fn::Split') return (given as [string, string])[1].split((given as [string])[0]);
    if (key === 'Fn::GetAZs') return ['a', 'b', 'c'].map((zone) => region + zone);
    if (key === 'Fn::FindInMap') {
      const [map, top, second] = given as [string, string, string];
      return stack.Mappings?.[map]?.[top]?.[second];
    }
    throw new Error(`${stack.name}: the intrinsic ${key} is not known to the local cloud`);
  }

  function ref(stack: Stack, name: string): unknown {
    const pseudo: Record<string, unknown> = {
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
      'AWS::NoValue': noValue,
    };
    if (name in pseudo) return pseudo[name];
    if (stack.Parameters && name in stack.Parameters) return parameter(stack, name);
    const raw = resourceNamed(stack, name);
    return refOf(raw.Type, physicalIdOf(stack, name, raw));
  }

  function parameter(stack: Stack, name: string): unknown {
    const value = options.parameters[name] ?? stack.Parameters?.[name]?.Default;
    if (value === undefined) throw new Error(`${stack.name}: the parameter ${name} has no value`);
    return value;
  }

  function attribute(stack: Stack, [logicalId, name]: [string, string]): string {
    const raw = resourceNamed(stack, logicalId);
    const physicalId = physicalIdOf(stack, logicalId, raw);
    const given = attributes.get(`${stack.name}.${logicalId}.${name}`) ?? known[raw.Type]?.attributes?.[name];
    if (given !== undefined) return given.replaceAll('{id}', physicalId);
    if (/arn$/i.test(name)) return arnOf(raw.Type, physicalId);
    if (/(Id|Name)$/.test(name)) return physicalId;
    throw new Error(`${stack.name}: attribute ${name} of ${logicalId} (${raw.Type}) is not known to the local cloud`);
  }

  function substitute(stack: Stack, inner: string | [string, Record<string, unknown>]): string {
    const [text, own] = typeof inner === 'string' ? [inner, {} as Record<string, unknown>] : inner;
    return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in own) return String(resolve(stack, own[name]));
      return String(name.includes('.') ? attribute(stack, name.split('.', 2) as [string, string]) : ref(stack, name));
    });
  }

  function choose(stack: Stack, [name, yes, no]: [string, unknown, unknown]): unknown {
    return resolve(stack, condition(stack, name) ? yes : no);
  }

  function condition(stack: Stack, given: unknown): boolean {
    if (typeof given === 'string') return condition(stack, stack.Conditions?.[given]);
    const [key, inner] = Object.entries(given ?? {})[0] ?? [];
    const parts = inner as unknown[];
    if (key === 'Condition') return condition(stack, inner);
    if (key === 'Fn::Equals') return resolve(stack, parts[0]) === resolve(stack, parts[1]);
    if (key === 'Fn::Not') return !condition(stack, parts[0]);
    if (key === 'Fn::And') return parts.every((part) => condition(stack, part));
    if (key === 'Fn::Or') return parts.some((part) => condition(stack, part));
    throw new Error(`${stack.name}: the condition ${JSON.stringify(given)} is not known to the local cloud`);
  }

  function imported(name: unknown): unknown {
    for (const stack of stacks) {
      for (const output of Object.values(stack.Outputs ?? {})) {
        if (output.Export && resolve(stack, output.Export.Name) === name) return resolve(stack, output.Value);
      }
    }
    throw new Error(`nobody exports ${String(name)}`);
  }

  /** A join may only now have put a dynamic reference together. */
  function dynamic(value: unknown): unknown {
    if (typeof value !== 'string' || !value.includes('{{resolve:')) return value;
    return value.replace(/\{\{resolve:([a-z-]+):(.+?)\}\}/g, (whole, service: string, rest: string) => {
      if (service !== 'secretsmanager') throw new Error(`the dynamic reference ${whole} is not known to the local cloud`);
      return options.secret(rest.split(':').slice(0, 7).join(':'));
    });
  }
}

function readStacks(assembly: string): Stack[] {
  const manifest = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties?: { templateFile: string } }>;
  };
  const stacks = Object.entries(manifest.artifacts).filter(([, one]) => one.type === 'aws:cloudformation:stack');
  return stacks.map(([name, one]) => {
    const template = JSON.parse(readFileSync(join(assembly, one.properties?.templateFile ?? ''), 'utf8')) as Omit<Stack, 'name' | 'dir'>;
    return { ...template, name, dir: assembly };
  });
}

function assetOf(stacks: Stack[], hash: string): string {
  for (const { name, dir } of stacks) {
    const list = join(dir, `${name}.assets.json`);
    const file = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Assets).files[hash] : undefined;
    if (file) return absolute(dir, file.source.path);
  }
  throw new Error(`the assembly has no asset ${hash}`);
}

function resourceNamed(stack: Stack, logicalId: string): RawResource {
  const raw = stack.Resources[logicalId];
  if (!raw) throw new Error(`${stack.name}: nothing is called ${logicalId}`);
  return raw;
}

function physicalIdOf(stack: Stack, logicalId: string, raw: RawResource, name?: string): string {
  const kind = known[raw.Type];
  const own = kind?.nameProperty ? raw.Properties?.[kind.nameProperty] : undefined;
  if (typeof own === 'string') return own;
  const construct = name ?? raw.Metadata?.['aws:cdk:path']?.split('/').at(-2);
  return kind?.id?.(`${stack.name}-${logicalId}`, construct ?? logicalId, hashOf(stack.name + logicalId)) ?? `${stack.name}-${logicalId}`;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const fill = (pattern: string, id: string) => pattern.replace('{id}', id).replace('{region}', region).replace('{account}', account);

function arnOf(type: string, physicalId: string): string {
  return `arn:aws:${fill(known[type]?.arn ?? `${type.split('::')[1]?.toLowerCase()}:{region}:{account}:{id}`, physicalId)}`;
}

function refOf(type: string, physicalId: string): string {
  const as = known[type]?.ref;
  return as === 'arn' ? arnOf(type, physicalId) : as ? fill(as, physicalId) : physicalId;
}

/** Stops at what the local cloud neither runs nor has a reason to ignore: otherwise local and cloud would drift in silence. */
function checkKnown(stack: Stack): void {
  const strange = Object.entries(stack.Resources).flatMap(([logicalId, { Type, Properties }]) => {
    const kind = known[Type];
    if (!kind) return [`${Type} (${stack.name}/${logicalId})`];
    return kind.because ? [] : strangeProperties(kind, Properties, '').map((path) => `${Type} ${path} (${stack.name}/${logicalId})`);
  });
  if (strange.length) throw new Error(`The local cloud does not know: ${strange.join('; ')}. See infra/local/known-types.ts.`);
}

function strangeProperties(kind: KnownType, properties: unknown, prefix: string): string[] {
  if (Array.isArray(properties)) return properties.flatMap((one) => strangeProperties(kind, one, prefix));
  const listed = [...(kind.runs?.split(' ') ?? []), ...Object.keys(kind.ignores ?? {})];
  return Object.entries(properties ?? {}).flatMap(([name, value]) => {
    const path = prefix + name;
    if (listed.includes(path) || name.startsWith('Fn::')) return [];
    return listed.some((one) => one.startsWith(`${path}.`)) ? strangeProperties(kind, value, `${path}.`) : [path];
  });
}
