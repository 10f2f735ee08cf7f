/** Secrets Manager: the values of a secret by its ARN – the current one and, once rotated, the one before. */
import type { Secrets } from '../secrets.ts';
import { arnOf, Refusal, type AwsCalls, type Input } from './call.ts';

const nameOf = (SecretId: unknown): string => String(SecretId).split(':secret:').at(-1) ?? '';
const resource = ({ SecretId }: Input) => arnOf('secretsmanager', `secret:${nameOf(SecretId)}`);

export function secretCalls(secrets: Secrets): AwsCalls {
  return {
    'secretsmanager.GetSecretValue': {
      action: 'secretsmanager:GetSecretValue',
      resource,
      run(input) {
        const { SecretId, VersionStage: stage = 'AWSCURRENT' } = input;
        const [current, previous] = secrets.versions(nameOf(SecretId));
        const version = stage === 'AWSPREVIOUS' ? previous : current;
        if (!version)
          throw new Refusal('ResourceNotFoundException', `no secret value for staging label: ${String(stage)}`);
        const { id: VersionId, value: SecretString } = version;
        return { body: { ...named(input), SecretString, VersionId, VersionStages: [stage] } };
      },
    },
    'secretsmanager.PutSecretValue': {
      action: 'secretsmanager:PutSecretValue',
      resource,
      run(input) {
        const { id: VersionId } = secrets.put(nameOf(input.SecretId), String(input.SecretString));
        return { body: { ...named(input), VersionId, VersionStages: ['AWSCURRENT'] } };
      },
    },
  };
}

const named = (input: Input) => ({ ARN: resource(input), Name: nameOf(input.SecretId) });
