/** The synthesized app for the tests of this folder: resources by the names of their constructs, references made readable. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';
import { entries } from '../../infra/constructs/entries.ts';

export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  /** the construct's id, e.g. `courses-api` */
  name: string;
  /** path of constructs without the stack, e.g. `courses/courses-api-role/DefaultPolicy` */
  path: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- templates are read as they come
  properties: any;
  kept: boolean;
}
interface Template {
  Resources: Record<
    string,
    {
      Type: string;
      Properties?: object;
      DeletionPolicy?: string;
      UpdateReplacePolicy?: string;
      Metadata: Record<string, string>;
    }
  >;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
}

/** Folders with something in them: what the functions and the site contain makes no difference to the template. */
export function stubInputs(): { functionsDir: string; webDir: string; outdir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'kurs-infra-'));
  for (const { name } of entries) {
    mkdirSync(join(dir, 'functions', name), { recursive: true });
    writeFileSync(join(dir, 'functions', name, 'index.mjs'), `export const handler = () => '${name}';\n`);
  }
  mkdirSync(join(dir, 'web'));
  writeFileSync(join(dir, 'web', 'index.html'), '<!doctype html>\n');
  return {
    functionsDir: join(dir, 'functions'),
    webDir: join(dir, 'web'),
    outdir: join(dir, 'out'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Synthesizes from inputs in a folder of their own; answers the assembly and the templates by stack. */
export function synthesize() {
  const inputs = stubInputs();
  const made = buildApp(inputs).synth();
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Template;
  const byStack = Object.fromEntries(made.stacks.map((stack) => [stack.stackName, read(stack.templateFullPath)]));
  inputs.remove();
  return { assembly: made, templates: byStack };
}

export const { assembly, templates } = synthesize();
export const protectedStacks = assembly.stacks
  .filter((stack) => stack.terminationProtection)
  .map((stack) => stack.stackName);
export const lookups = assembly.manifest.missing ?? [];

export const resources: Resource[] = Object.entries(templates).flatMap(([stack, template]) =>
  Object.entries(template.Resources).map(([logicalId, raw]) => {
    const path = pathOf(stack, logicalId);
    const kept = raw.DeletionPolicy === 'Retain' && raw.UpdateReplacePolicy === 'Retain';
    const properties = readable(stack, raw.Properties ?? {});
    return { stack, logicalId, type: raw.Type, name: path.split('/').at(-1) ?? path, path, properties, kept };
  }),
);

export const all = (type: string): Resource[] => resources.filter((one) => one.type === type);

/** Our own functions: not the one CDK brings to copy the site's files. */
export const functions = all('AWS::Lambda::Function').filter((one) => one.stack === 'KursApp');

export function one(type: string, name: string): Resource {
  const found = all(type).filter((each) => each.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} × ${type} called ${name}`);
  return found[0];
}

function pathOf(stack: string, logicalId: string): string {
  const path = templates[stack]?.Resources[logicalId]?.Metadata['aws:cdk:path'] ?? logicalId;
  return path.replace(`${stack}/`, '').replace(/\/(Resource|Default)$/, '');
}

/** Name of a resource; parameters and pseudo parameters keep theirs. */
function nameOf(stack: string, id: string): string {
  return templates[stack]?.Resources[id] ? (pathOf(stack, id).split('/').at(-1) ?? id) : id;
}

/** `Ref` becomes `table`, `Fn::GetAtt` becomes `table.Arn`; imports are followed, joins joined, conditions shown both ways. */
function readable(stack: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => readable(stack, each));
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner] = [undefined, undefined]] = Object.entries(value);
  if (key === 'Ref') return nameOf(stack, inner as string);
  if (key === 'Fn::GetAtt') return `${nameOf(stack, (inner as string[])[0] ?? '')}.${(inner as string[])[1]}`;
  if (key === 'Fn::ImportValue') return imported(inner as string);
  if (key === 'Fn::Sub') return inner;
  if (!key?.startsWith('Fn::'))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, readable(stack, each)]));
  if (key === 'Fn::If') {
    const [, on, off] = inner as [string, unknown, unknown];
    return { on: readable(stack, on), off: readable(stack, off) };
  }
  const given = readable(stack, inner);
  if (key === 'Fn::Join') return (given as [string, string[]])[1].join((given as [string])[0]);
  if (key === 'Fn::Split') return (given as [string, string])[1].split((given as [string])[0]);
  if (key === 'Fn::Select') return (given as [number, string[]])[1][(given as [number])[0]] ?? given;
  throw new Error(`${key} is not understood here`);
}

function imported(name: string): unknown {
  for (const [stack, { Outputs = {} }] of Object.entries(templates)) {
    for (const output of Object.values(Outputs)) if (output.Export?.Name === name) return readable(stack, output.Value);
  }
  throw new Error(`nobody exports ${name}`);
}
