/** Puts the built site into its bucket: hashed files first and for ever, then those that name them. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const hashed = 'assets/*';

export function deploySite(scope: Construct, site: Bucket, webDir: string): void {
  const logGroup = new LogGroup(scope, 'site-files-log', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, 'site-files-role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const common = {
    role,
    sources: [Source.asset(webDir)],
    destinationBucket: site,
    // a page that is open during a deployment still loads the old version’s parts
    prune: false,
    memoryLimit: 512,
    logGroup,
  };
  const files = new BucketDeployment(scope, 'hashed-files', {
    ...common,
    exclude: ['*'],
    include: [hashed],
    cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
  });
  const pages = new BucketDeployment(scope, 'named-files', {
    ...common,
    exclude: [hashed],
    cacheControl: [CacheControl.fromString('no-cache')],
  });
  pages.node.addDependency(files);
  acknowledge(role, wildcards(site));
  const copier = scope.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (copier) acknowledge(copier, { L1: 'CDK’s own function; its runtime comes with the CDK version.' });
}

/** CDK’s copying function gets these from CDK; it runs at deployment only and sees no data of ours. */
function wildcards(site: Bucket): Record<string, string> {
  const reading = 'Made by CDK: reads the assets bucket and the site’s.';
  const writing = 'Made by CDK: writes the site’s bucket, which holds public files only.';
  return {
    'IAM5[Action::s3:GetBucket*]': reading,
    'IAM5[Action::s3:GetObject*]': reading,
    'IAM5[Action::s3:List*]': reading,
    'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]': reading,
    'IAM5[Action::s3:Abort*]': writing,
    'IAM5[Action::s3:DeleteObject*]': writing,
    [`IAM5[Resource::<${Stack.of(site).getLogicalId(site.node.defaultChild as CfnBucket)}.Arn>/*]`]: writing,
  };
}
