/** What CloudFront does with the three kinds of address: pages, `/api/*`, `/media/*`. */
import { fileURLToPath } from 'node:url';
import { Aws, SecretValue } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  CachePolicy,
  Function as ViewerFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DataStack } from '../stacks/data.ts';
import { dataHeaders, pageHeaders } from './headers.ts';

export interface BehaviorsProps {
  site: Bucket;
  data: DataStack;
  api: HttpApi;
  /** the version CloudFront shows; empty for the current one */
  originHeaderVersion: string;
}

export class Behaviors extends Construct {
  /** the single-page app */
  readonly page: BehaviorOptions;
  /** the HTTP API: never cached; the viewer's address goes along, as CloudFront knows it */
  readonly api: BehaviorOptions;
  /** lectures: only with the signed cookies of that lecture version */
  readonly media: BehaviorOptions;

  constructor(scope: Construct, { site, data, api, originHeaderVersion }: BehaviorsProps) {
    super(scope, 'behaviors');
    const forData = dataHeaders(this);
    this.page = {
      origin: S3BucketOrigin.withOriginAccessControl(site),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: pageHeaders(this, `https://${data.content.bucketRegionalDomainName}`),
      functionAssociations: [this.viewerFunction('spa', FunctionEventType.VIEWER_REQUEST)],
    };
    this.api = {
      origin: apiOrigin(api, data, originHeaderVersion),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: forData,
      functionAssociations: [this.viewerFunction('viewer', FunctionEventType.VIEWER_REQUEST)],
    };
    this.media = {
      origin: S3BucketOrigin.withOriginAccessControl(this.mediaBucket(data)),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      trustedKeyGroups: [data.mediaKeys.group],
      responseHeadersPolicy: forData,
      functionAssociations: [this.viewerFunction('immutable', FunctionEventType.VIEWER_RESPONSE)],
    };
  }

  private viewerFunction(name: string, eventType: FunctionEventType) {
    const filePath = fileURLToPath(new URL(`../cloudfront/${name}.js`, import.meta.url));
    const runtime = FunctionRuntime.JS_2_0;
    return {
      eventType,
      function: new ViewerFunction(this, name, { code: FunctionCode.fromFile({ filePath }), runtime }),
    };
  }

  /** By name only: its policy stands in the data stack, which must not wait for this one. */
  private mediaBucket({ media }: DataStack) {
    return Bucket.fromBucketAttributes(this, 'media', {
      bucketArn: media.bucketArn,
      bucketRegionalDomainName: media.bucketRegionalDomainName,
    });
  }
}

/** The secret header is what lets the functions tell CloudFront from anybody else. */
function apiOrigin(api: HttpApi, data: DataStack, versionId: string): HttpOrigin {
  const secret = SecretValue.secretsManager(data.originSecret.secretArn, { versionId });
  return new HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    customHeaders: { 'x-origin-secret': secret.unsafeUnwrap() },
  });
}
