/** `ops rotate cursor|origin|media`: a new value beside the old one; what is open or under way goes on with the old one. */
import { createPrivateKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CannotDo, type Stage } from './stage.ts';

export const rotatable = ['cursor', 'origin', 'media'] as const;
export type Rotatable = (typeof rotatable)[number];

const outputs = {
  cursor: 'CursorSecretArn',
  origin: 'OriginSecretArn',
  media: 'MediaKeySecretArn',
} as const satisfies Record<Rotatable, string>;

export interface Rotated {
  version: string;
  /** what the operator does now */
  next: string;
}

/** `keyFile`: PEM of the private key, for `media` alone. */
export async function rotate(stage: Stage, what: Rotatable, keyFile?: string): Promise<Rotated> {
  const SecretString = what === 'media' ? privateKey(keyFile) : randomBytes(36).toString('base64url');
  const SecretId = stage.output(outputs[what]);
  const { VersionId = '' } = await new SecretsManagerClient({}).send(
    new PutSecretValueCommand({ SecretId, SecretString }),
  );
  return { version: VersionId, next: nextSteps[what](VersionId) };
}

function privateKey(file: string | undefined): string {
  if (!file) throw new CannotDo('rotate media needs --key FILE, the PEM of the new private key.');
  const pem = readFileSync(file, 'utf8');
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
  if (asymmetricKeyType !== 'rsa' || asymmetricKeyDetails?.modulusLength !== 2048)
    throw new CannotDo('CloudFront takes RSA keys of 2048 bits for signed cookies.');
  return pem;
}

const nextSteps: Record<Rotatable, (version: string) => string> = {
  cursor: () =>
    'Functions seal with the new value within five minutes; places in lists sealed with the one before still open. If the old value has leaked, rotate a second time after five minutes: lists that are open then begin anew.',
  origin: (version) =>
    `Functions take both values within five minutes. Then let CloudFront send the new one:
  npx cdk deploy KursSite --parameters KursSite:OriginHeaderVersion=${version}
If the old value has leaked, do both a second time.`,
  media: () =>
    'Functions sign with the new key within five minutes, as soon as its public key is deployed (infra/runbook.md, Media key). Fifteen minutes later the old public key can be taken away.',
};
