/**
 * Secrets of the deployment. A secret that is rotated has two values for a while: functions use the current one and
 * accept the previous one. They look again every few minutes, and at once when they meet a value they do not know.
 */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environment } from './environment.ts';

const client = new SecretsManagerClient({});
const known = new Map<string, { readAt: number; values: Promise<string[]> }>();

/** how long values are used without looking again */
export const lifetimeMs = 5 * 60_000;
/** how long nobody can make us look again */
const patienceMs = 5_000;

/** The value of the secret whose ARN stands in the environment variable of this name. */
export async function secret(variable: string): Promise<string> {
  const [current = ''] = await secretValues(variable);
  return current;
}

/** The current value, then the previous one where there is one; read again when older than `maxAgeMs`. */
export function secretValues(variable: string, maxAgeMs = lifetimeMs): Promise<string[]> {
  const held = known.get(variable);
  if (held && Date.now() - held.readAt < maxAgeMs) return held.values;
  const fresh = read(environment(variable));
  // what was good a moment ago goes on while the service cannot be reached
  const values = held ? fresh.catch(() => held.values) : fresh;
  known.set(variable, { readAt: Date.now(), values });
  values.catch(() => known.delete(variable));
  return values;
}

/** The first answer that one of the values gives; where none does, the secret may have been rotated this very moment. */
export async function withSecret<T>(variable: string, use: (value: string) => T | undefined): Promise<T | undefined> {
  const tried = await secretValues(variable);
  return firstOf(tried, use) ?? firstOf(await secretValues(variable, patienceMs), use);
}

function firstOf<T>(values: readonly string[], use: (value: string) => T | undefined): T | undefined {
  for (const value of values) {
    const answer = use(value);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

async function read(arn: string): Promise<string[]> {
  const [current, previous] = await Promise.all([version(arn, 'AWSCURRENT'), version(arn, 'AWSPREVIOUS')]);
  if (!current) throw new Error('secret has no string value');
  return previous ? [current, previous] : [current];
}

async function version(arn: string, VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage }))).SecretString;
  } catch (error) {
    // never rotated: there is no previous one
    if (VersionStage === 'AWSPREVIOUS' && (error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
