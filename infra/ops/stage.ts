/** Which installation a command is about, and how the AWS SDK reaches it. From here on there is one way for cloud and laptop. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Installation } from '../../functions/platform/operations.ts';
import { endpointsFile, type Published } from '../local/endpoints.ts';

/** Its message is what the operator reads; anything else is a fault of ours. */
export class CannotDo extends Error {}

export interface StageOptions {
  /** `local`, or the name of a deployment */
  stage?: string | undefined;
  /** data folder of the local stack */
  data?: string | undefined;
  region?: string | undefined;
  /** file that `cdk deploy --outputs-file` has written */
  outputs?: string | undefined;
}
export interface Stage {
  name: string;
  /** where a command may keep what it needs to go on after an interruption */
  folder: string;
  /** An output of the stacks, e.g. `BootstrapFunctionName`. */
  output(name: string): string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const base = () => process.env.KURS_CWD ?? process.cwd();

/** Finds the stage and tells the SDK of it by its own environment variables. */
export function openStage(options: StageOptions): Stage {
  const data = options.data ? resolve(base(), options.data) : join(root, '.kurs');
  const runs = existsSync(endpointsFile(data));
  const name = options.stage ?? (runs ? 'local' : undefined);
  if (!name) throw new CannotDo('No local stack runs. Start one (npm start), or name a deployment with --stage.');
  if (name === 'local' && !runs) throw new CannotDo(`No local stack runs on ${data}. Start it, or give its --data.`);
  return name === 'local' ? localStage(data) : deployed(name, options);
}

function localStage(data: string): Stage {
  const { environment, outputs } = JSON.parse(readFileSync(endpointsFile(data), 'utf8')) as Published;
  // a profile of the operator's own would outdo the stack's key
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, environment);
  return { name: 'local', folder: data, output: (wanted) => outputIn(outputs, wanted, data) };
}

/** Credentials and region come from where the SDK always takes them: profile, environment, role. */
function deployed(name: string, { region, outputs }: StageOptions): Stage {
  const file = outputs ? resolve(base(), outputs) : join(root, `cdk-outputs.${name}.json`);
  if (!existsSync(file)) {
    throw new CannotDo(
      `There is no ${file}: deploy with --outputs-file ${file}, or give the file such a deployment wrote with --outputs.`,
    );
  }
  if (region) process.env.AWS_REGION = region;
  const read = JSON.parse(readFileSync(file, 'utf8')) as Published['outputs'];
  return { name, folder: join(root, '.ops'), output: (wanted) => outputIn(read, wanted, file) };
}

function outputIn(outputs: Published['outputs'], wanted: string, from: string): string {
  const found = Object.values(outputs).find((stack) => wanted in stack)?.[wanted];
  if (typeof found !== 'string') throw new CannotDo(`${from} names no ${wanted}: deploy again with --outputs-file.`);
  return found;
}

/** Names of table, API and queues, as the operations room knows them; from now on this process knows them too. */
export async function installationOf(stage: Stage): Promise<Installation> {
  const FunctionName = stage.output('OperationsFunctionName');
  const { Environment } = await new LambdaClient({}).send(new GetFunctionConfigurationCommand({ FunctionName }));
  const text = Environment?.Variables?.OPERATIONS;
  if (!text) throw new CannotDo(`The function ${FunctionName} does not know the installation: deploy again.`);
  process.env.OPERATIONS = text;
  return JSON.parse(text) as Installation;
}
