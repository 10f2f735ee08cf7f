/** S3 for services that read and write in this process: MediaConvert with the role it was given, CloudFront by the bucket’s policy. */
import type { LocalS3 } from '../s3.ts';
import type { Template } from '../template.ts';
import { allows, list, type Rule, type Statement } from './evaluate.ts';
import type { Guard } from './guard.ts';
import { rulesForService } from './policies.ts';

export type Objects = Pick<LocalS3, 'read' | 'put'>;

/** S3 would have answered 403. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}

const arnOf = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;

/** Objects as a role may use them for a service. */
export function objectsFor(guard: Guard, s3: LocalS3, service: string, roleArn: string): Objects {
  const check = (action: string, resource: string) => {
    if (!allows(guard.assumed(roleArn, service), { action, resource }))
      throw new AccessDenied(
        `${service} is not authorized by ${roleArn} to perform: ${action} on resource: ${resource}`,
      );
  };
  return {
    async read(bucket, key, range) {
      check('s3:GetObject', arnOf(bucket, key));
      return s3.read(bucket, key, range);
    },
    async put(bucket, key, file, headers) {
      check('s3:PutObject', arnOf(bucket, key));
      return s3.put(bucket, key, file, headers);
    },
  };
}

interface BucketPolicy {
  Bucket: string;
  PolicyDocument: { Statement: Statement[] };
}

/** S3 as the distribution sees it: what its bucket’s policy does not give it is not there (403 either way). */
export function readableByCloudFront(template: Template, s3: LocalS3): LocalS3 {
  const rules = new Map<string, Rule[]>();
  for (const { name, properties } of template.of<BucketPolicy>('AWS::S3::BucketPolicy'))
    rules.set(properties.Bucket, [
      ...(rules.get(properties.Bucket) ?? []),
      ...rulesForService(name, list(properties.PolicyDocument.Statement), 'cloudfront.amazonaws.com'),
    ]);
  const sources = template.of('AWS::CloudFront::Distribution').map((one) => one.arn);
  const may = (bucket: string, key: string) => {
    const access = { action: 's3:GetObject', resource: arnOf(bucket, key), context: { 'aws:SourceArn': sources } };
    return allows(rules.get(bucket) ?? [], access);
  };
  return {
    ...s3,
    read: async (bucket, key, range) => (may(bucket, key) ? s3.read(bucket, key, range) : undefined),
  };
}
