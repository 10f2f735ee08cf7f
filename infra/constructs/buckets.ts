/** Buckets: private, encrypted, TLS only, kept when their stack goes. */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
  type BucketProps,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

function privateBucket(scope: Construct, id: string, more: BucketProps): Bucket {
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    ...more,
  });
}

/** Released content by hash, files on their way in (films part by part below `uploads/`), exports on their way out, what was written down of films. */
export function contentBucket(scope: Construct, publicOrigin: string): Bucket {
  const bucket = privateBucket(scope, 'content', {
    versioned: true,
    cors: [
      {
        allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
        allowedOrigins: [publicOrigin],
        allowedHeaders: ['content-type', 'x-amz-checksum-sha256'],
        exposedHeaders: ['etag'],
        maxAge: 3600,
      },
    ],
    lifecycleRules: [
      passing('incoming/', Duration.days(2)),
      passing('exports/', Duration.days(1)),
      passing('transcripts/', Duration.days(30)),
      // S3 counts from the beginning of the upload: what comes together on the last day has two more to be checked in
      passing('uploads/', Duration.days(9)),
      // a laptop may stay closed over the week-end
      { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  });
  acknowledge(bucket, {
    S1: 'Access logs would keep presigned links; what was brought in or exported, and by whom, is a record in the table.',
  });
  return bucket;
}

const passing = (prefix: string, expiration: Duration) => ({
  id: prefix.slice(0, -1),
  prefix,
  expiration,
  noncurrentVersionExpiration: Duration.days(1),
});

/** Lectures as CloudFront serves them; made again from the content bucket if lost, hence no versions. */
export function mediaBucket(scope: Construct): Bucket {
  const bucket = privateBucket(scope, 'media', {
    lifecycleRules: [{ id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(2) }],
  });
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OwnDistributions',
      principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects('media/*')],
      // the distribution lies in a later stack: naming it here would make the stacks wait for each other
      conditions: {
        StringLike: { 'AWS:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/*` },
      },
    }),
  );
  acknowledge(bucket, {
    S1: 'Read by CloudFront alone, with a cookie per lecture; who watched what is a record in the table.',
  });
  return bucket;
}

/** The single-page app; replaced by every deployment. */
export function siteBucket(scope: Construct): Bucket {
  const bucket = privateBucket(scope, 'site', { versioned: false });
  acknowledge(bucket, { S1: 'The same public files for everybody, read by CloudFront alone.' });
  return bucket;
}
