/** How the operator's command line finds a running local stack: by the variables the SDK reads anywhere, and the stacks' outputs. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalStack } from './stack.ts';

/** What lies in the data folder as long as the stack runs. */
export interface Published {
  /** region, addresses and the operator's key, as the AWS SDK reads them */
  environment: Record<string, string>;
  /** as `cdk deploy --outputs-file` writes them */
  outputs: Record<string, Record<string, unknown>>;
}

export const endpointsFile = (dataDir: string): string => join(dataDir, 'endpoints.json');

/** Writes the file, for its owner only: it holds a key. The answer takes it away again. */
export function publishEndpoints({ operator, template }: LocalStack, dataDir: string): () => void {
  const published: Published = { environment: operator, outputs: template.outputs() };
  writeFileSync(endpointsFile(dataDir), JSON.stringify(published, null, 2), { mode: 0o600 });
  return () => rmSync(endpointsFile(dataDir), { force: true });
}
