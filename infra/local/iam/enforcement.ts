/** Where the local cloud asks whether somebody may: in front of DynamoDB, in S3, in the other APIs, between services. */
import type { Access } from '../aws/call.ts';
import type { OwnCalls } from '../backups.ts';
import type { LocalS3 } from '../s3.ts';
import type { Template } from '../template.ts';
import { checkBetweenServices } from './between-services.ts';
import { objectsFor, readableByCloudFront, type Objects } from './buckets.ts';
import { partitionsOf, type TableKeys } from './dynamodb-calls.ts';
import { startDynamoDbProxy } from './dynamodb-proxy.ts';
import { Guard } from './guard.ts';

export interface Enforcement {
  /** DynamoDB Local stands behind a proxy, which takes its port */
  hidesDynamoDb: boolean;
  /** S3's hook */
  allow(caller: string, action: string, resource: string): boolean;
  /** The other APIs' hook: the sentence that refuses, if one does. */
  refusal(caller: string, access: Access): string | undefined;
  /** Objects as MediaConvert may use them with the role it was given. */
  objectsFor(s3: LocalS3, roleArn: string): Objects;
  /** Buckets as the distribution may read them. */
  behindCloudFront(s3: LocalS3): LocalS3;
  /**
   * Reads all policies – stopping at what is not understood or what one service would refuse to another – and answers
   * where functions find DynamoDB. `written` hears of each write, where there is a way to hear of it.
   */
  protect(
    dynamoDb: { url: string },
    port: number,
    own: OwnCalls,
    written: () => void,
  ): Promise<{ url: string; close(): unknown }>;
}

/** The template's policies hold. */
export function enforcementOf(template: Template, log: (line: Record<string, unknown>) => void): Enforcement {
  const guard = new Guard({ template, log });
  return {
    hidesDynamoDb: true,
    allow: (caller, action, resource) => {
      // S3 asks this one of everybody who reads what is not there, to answer 403 or 404: no line in the log
      if (action === 's3:ListBucket') return guard.may(caller, { action, resource });
      return guard.refusal(caller, { action, resource }) === undefined;
    },
    refusal: (caller, access) => guard.refusal(caller, access),
    objectsFor: (s3, roleArn) => objectsFor(guard, s3, 'mediaconvert.amazonaws.com', roleArn),
    behindCloudFront: (s3) => readableByCloudFront(template, s3),
    async protect({ url: target }, port, own, written) {
      guard.read();
      checkBetweenServices(template, guard);
      const partitions = partitionsOf(template.of<TableKeys>('AWS::DynamoDB::GlobalTable'));
      return startDynamoDbProxy({ port, target, partitions, guard, own, written });
    },
  };
}

/** Everybody may everything, except list a bucket: for benches, which measure the product and not its guard. */
export const noEnforcement: Enforcement = {
  hidesDynamoDb: false,
  allow: (_caller, action) => action !== 's3:ListBucket',
  refusal: () => undefined,
  objectsFor: (s3) => s3,
  behindCloudFront: (s3) => s3,
  protect: ({ url }) => Promise.resolve({ url, close: () => undefined }),
};
