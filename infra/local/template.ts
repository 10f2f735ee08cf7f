/** CloudFormation: reads a synthesized assembly and answers with resources whose properties are resolved when they are read. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve as absolute } from 'node:path';
import { known, labels, type KnownType } from './known-types.ts';

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
  readonly properties: Properties;
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
  Resources: Record<string, RawResource>;
  Parameters?: Record<string, { Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}
type Artifacts = { artifacts: Record<string, { type: string; properties?: { templateFile: string } }> };
type Assets = { files: Record<string, { source: { path: string } }> };

export const region = 'eu-central-1';
export const account = '000000000000';
const noValue = Symbol('AWS::NoValue');
const pseudo: Record<string, unknown> = {
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NoValue': noValue,
};

export class Template {
  readonly #options: TemplateOptions;
  readonly #stacks: Stack[];
  readonly #resources: Resource[];
  readonly #attributes = new Map<string, string>();

  /** Throws where the assembly holds a type or property that the local cloud does not know. */
  constructor(options: TemplateOptions) {
    this.#options = options;
    this.#stacks = readStacks(options.assembly);
    for (const stack of this.#stacks) checkKnown(stack);
    this.#resources = this.#stacks.flatMap((stack) => {
      const present = Object.entries(stack.Resources).filter(([, raw]) => this.#condition(stack, raw.Condition));
      return present.map(([logicalId, raw]) => this.#resource(stack, logicalId, raw));
    });
  }

  of<Properties>(type: string): Resource<Properties>[] {
    return this.#resources.filter((one) => one.type === type) as Resource<unknown>[] as Resource<Properties>[];
  }

  /** The folder behind an asset's `hash.zip`. */
  asset(key: string): string {
    for (const { name } of this.#stacks) {
      const list = readFileSync(join(this.#options.assembly, `${name}.assets.json`), 'utf8');
      const file = (JSON.parse(list) as Assets).files[key.replace(/\.zip$/, '')];
      if (file) return absolute(this.#options.assembly, file.source.path);
    }
    throw new Error(`the assembly has no asset ${key}`);
  }

  /** Stack → output → value, as `cdk deploy --outputs-file` writes them; what stands there for another stack is left out. */
  outputs(): Record<string, Record<string, unknown>> {
    const own = (stack: Stack) => Object.entries(stack.Outputs ?? {}).filter(([, one]) => !one.Export);
    const of = (stack: Stack) => own(stack).map(([name, { Value }]) => [name, this.#resolve(stack, Value)]);
    return Object.fromEntries(
      this.#stacks.map((stack) => [stack.name, Object.fromEntries(of(stack)) as Record<string, unknown>]),
    );
  }

  /** Gives an attribute that only a running service knows, e.g. the issuer of the user pool. */
  setAttribute(resource: Resource<unknown>, name: string, value: string): void {
    this.#attributes.set(`${resource.stack}.${resource.logicalId}.${name}`, value);
  }

  #resource(stack: Stack, logicalId: string, raw: RawResource): Resource {
    const physicalId = physicalIdOf(stack, logicalId);
    const resolve = () => this.#resolve(stack, raw.Properties ?? {}) as Record<string, unknown>;
    return {
      stack: stack.name,
      logicalId,
      type: raw.Type,
      name: constructOf(raw, logicalId),
      physicalId,
      ref: refOf(raw.Type, physicalId),
      arn: arnOf(raw.Type, physicalId),
      get properties() {
        return resolve();
      },
    };
  }

  #resolve(stack: Stack, value: unknown): unknown {
    if (typeof value === 'string') return this.#dynamic(value);
    if (Array.isArray(value)) return value.map((one) => this.#resolve(stack, one)).filter((one) => one !== noValue);
    if (!value || typeof value !== 'object') return value;
    const [key = ''] = Object.keys(value);
    if (key === 'Ref' || key.startsWith('Fn::')) return this.#dynamic(this.#call(stack, key, Object.values(value)[0]));
    const entries = Object.entries(value).map(([name, part]) => [name, this.#resolve(stack, part)] as const);
    return Object.fromEntries(entries.filter(([, part]) => part !== noValue));
  }

  #call(stack: Stack, key: string, inner: unknown): unknown {
    if (key === 'Ref') return this.#ref(stack, inner as string);
    if (key === 'Fn::GetAtt') return this.#attribute(stack, inner as [string, string]);
    if (key === 'Fn::Sub') return this.#substitute(stack, inner as string | [string, Record<string, unknown>]);
    if (key === 'Fn::If') return this.#choose(stack, inner as [string, unknown, unknown]);
    const given = this.#resolve(stack, inner);
    if (key === 'Fn::ImportValue') return this.#imported(given);
    const [first, second] = given as [string, string & unknown[]];
    if (key === 'Fn::Join') return second.join(first);
    if (key === 'Fn::Select') return second[Number(first)];
    if (key === 'Fn::Split') return second.split(first);
    throw new Error(`${stack.name}: the intrinsic ${key} is not known to the local cloud`);
  }

  #ref(stack: Stack, name: string): unknown {
    if (name === 'AWS::StackName') return stack.name;
    if (name in pseudo) return pseudo[name];
    if (!stack.Parameters?.[name]) return refOf(rawOf(stack, name).Type, physicalIdOf(stack, name));
    const value = this.#options.parameters[name] ?? stack.Parameters[name].Default;
    if (value === undefined) throw new Error(`${stack.name}: the parameter ${name} has no value`);
    return value;
  }

  #attribute(stack: Stack, [logicalId, name]: [string, string]): string {
    const { Type } = rawOf(stack, logicalId);
    const physicalId = physicalIdOf(stack, logicalId);
    const given = this.#attributes.get(`${stack.name}.${logicalId}.${name}`) ?? known[Type]?.attributes?.[name];
    if (given !== undefined) return given.replaceAll('{id}', physicalId);
    if (name !== 'StreamArn' && /arn$/i.test(name)) return arnOf(Type, physicalId);
    if (/(Id|Name)$/.test(name)) return physicalId;
    throw new Error(`${stack.name}: attribute ${name} of ${logicalId} (${Type}) is not known to the local cloud`);
  }

  #substitute(stack: Stack, inner: string | [string, Record<string, unknown>]): string {
    const [text, own] = typeof inner === 'string' ? [inner, {} as Record<string, unknown>] : inner;
    return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name in own) return String(this.#resolve(stack, own[name]));
      const [logicalId = '', attribute] = name.split('.', 2);
      return String(attribute ? this.#attribute(stack, [logicalId, attribute]) : this.#ref(stack, name));
    });
  }

  #choose(stack: Stack, [name, yes, no]: [string, unknown, unknown]): unknown {
    return this.#resolve(stack, this.#condition(stack, name) ? yes : no);
  }

  #condition(stack: Stack, given: unknown): boolean {
    if (given === undefined) return true;
    if (typeof given === 'string') return this.#condition(stack, stack.Conditions?.[given]);
    const [[key, parts] = []] = Object.entries(given as Record<string, unknown[]>);
    if (key === 'Condition') return this.#condition(stack, parts);
    if (key === 'Fn::Equals') return this.#resolve(stack, parts?.[0]) === this.#resolve(stack, parts?.[1]);
    if (key === 'Fn::Not') return !this.#condition(stack, parts?.[0]);
    if (key === 'Fn::And') return parts?.every((part) => this.#condition(stack, part)) ?? false;
    if (key === 'Fn::Or') return parts?.some((part) => this.#condition(stack, part)) ?? false;
    throw new Error(`${stack.name}: the condition ${JSON.stringify(given)} is not known to the local cloud`);
  }

  #imported(name: unknown): unknown {
    for (const stack of this.#stacks) {
      const outputs = Object.values(stack.Outputs ?? {});
      const found = outputs.find((one) => one.Export && this.#resolve(stack, one.Export.Name) === name);
      if (found) return this.#resolve(stack, found.Value);
    }
    throw new Error(`nobody exports ${String(name)}`);
  }

  /** A join may only now have put a dynamic reference together. */
  #dynamic(value: unknown): unknown {
    if (typeof value !== 'string' || !value.includes('{{resolve:')) return value;
    return value.replace(/\{\{resolve:([a-z-]+):(.+?)\}\}/g, (whole, service: string, rest: string) => {
      if (service === 'secretsmanager') return this.#options.secret(rest.split(':').slice(0, 7).join(':'));
      throw new Error(`the dynamic reference ${whole} is not known to the local cloud`);
    });
  }
}

function readStacks(assembly: string): Stack[] {
  const { artifacts } = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8')) as Artifacts;
  const stacks = Object.entries(artifacts).filter(([, one]) => one.type === 'aws:cloudformation:stack');
  return stacks.map(([name, one]) => {
    const template = JSON.parse(readFileSync(join(assembly, one.properties?.templateFile ?? ''), 'utf8')) as Stack;
    return { ...template, name };
  });
}

function rawOf(stack: Stack, logicalId: string): RawResource {
  const raw = stack.Resources[logicalId];
  if (!raw) throw new Error(`${stack.name}: nothing is called ${logicalId}`);
  return raw;
}

function constructOf(raw: RawResource, logicalId: string): string {
  const path = raw.Metadata?.['aws:cdk:path']?.split('/') ?? [];
  return path.filter((part) => !['Resource', 'Default'].includes(part)).at(-1) ?? logicalId;
}

function physicalIdOf(stack: Stack, logicalId: string): string {
  const raw = rawOf(stack, logicalId);
  const kind = known[raw.Type];
  const own = raw.Properties?.[kind?.nameProperty ?? ''];
  const fallback = `${stack.name}-${logicalId}`;
  const hash = createHash('sha256').update(fallback).digest('hex');
  return typeof own === 'string' ? own : (kind?.id?.(fallback, constructOf(raw, logicalId), hash) ?? fallback);
}

const fill = (pattern: string, id: string) =>
  pattern.replace('{id}', id).replace('{region}', region).replace('{account}', account);

function arnOf(type: string, physicalId: string): string {
  const service = type.split('::')[1]?.toLowerCase();
  return `arn:aws:${fill(known[type]?.arn ?? `${service}:{region}:{account}:{id}`, physicalId)}`;
}

function refOf(type: string, physicalId: string): string {
  const as = known[type]?.ref;
  return as === 'arn' ? arnOf(type, physicalId) : fill(as ?? '{id}', physicalId);
}

/** Stops at what is neither run nor ignored for a reason: otherwise local and cloud would drift in silence. */
function checkKnown(stack: Stack): void {
  const strange = Object.entries(stack.Resources).flatMap(([logicalId, { Type, Properties }]) => {
    const kind = known[Type];
    if (!kind) return [`${Type} (${stack.name}/${logicalId})`];
    const paths = kind.because ? [] : strangeProperties(kind, Properties, '');
    return paths.map((path) => `${Type} ${path} (${stack.name}/${logicalId})`);
  });
  if (!strange.length) return;
  throw new Error(`The local cloud does not know: ${strange.join('; ')}. See infra/local/known-types.ts.`);
}

function strangeProperties(kind: KnownType, properties: unknown, prefix: string): string[] {
  if (Array.isArray(properties)) return properties.flatMap((one) => strangeProperties(kind, one, prefix));
  const listed = [labels, kind.runs ?? '', ...Object.values(kind.ignores ?? {})].join(' ').split(' ');
  return Object.entries(properties ?? {}).flatMap(([name, value]) => {
    const path = prefix + name;
    if (listed.includes(path) || name.startsWith('Fn::')) return [];
    const parts = listed.some((one) => one.startsWith(`${path}.`));
    return parts ? strangeProperties(kind, value, `${path}.`) : [path];
  });
}
