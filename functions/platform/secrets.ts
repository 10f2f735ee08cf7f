/** Secrets of the deployment, read once per function instance. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environment } from './environment.ts';

const client = new SecretsManagerClient({});
const known = new Map<string, Promise<string>>();

/** The value of the secret whose ARN stands in the environment variable of this name. */
export function secret(variable: string): Promise<string> {
  let value = known.get(variable);
  if (!value) {
    value = read(environment(variable));
    known.set(variable, value);
    value.catch(() => known.delete(variable));
  }
  return value;
}

async function read(arn: string): Promise<string> {
  const answer = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  if (!answer.SecretString) throw new Error('secret has no string value');
  return answer.SecretString;
}
