/**
 * Every resource type the template may contain: what the local cloud runs of it, and what it ignores with the reason.
 * A type or property that stands nowhere here stops the start by name.
 */
export interface KnownType {
  /** the whole type is ignored, for this reason */
  because?: string;
  /** properties that are obeyed; dotted where the parts of a property differ */
  runs?: string;
  /** reason → properties that may be ignored for it */
  ignores?: Record<string, string>;
  /** ARN without `arn:aws:`; {id}, {region} and {account} are filled in */
  arn?: string;
  /** what Ref gives, when it is not the physical id */
  ref?: string;
  nameProperty?: string;
  id?(fallback: string, construct: string, hash: string): string;
  attributes?: Record<string, string>;
}

/** Labels, ignored on every type. */
export const labels = 'Name Description Comment Tags';

const closed =
  'nothing is public here: S3 refuses whatever is not signed, CloudFront reads in this process by the bucket’s policy';
const cost = 'a matter of operation and cost, not of behaviour';
const watching = 'metrics, alarms and log groups: the local log goes to one place';
const backup = 'protection of data: the data folder is copied or deleted by its owner';
const plain = 'plain HTTP on one machine';
const helper = 'helper of the CDK at deployment; the local cloud reads assets directly';
const signIn = 'the identity stand-in has the one pool and client, the pages and the rules the product uses';
const oneProcess = 'everything is in one process: delivery cannot fail and nothing waits for long';
const edgeId = (_fallback: string, _construct: string, hash: string) => `E${hash.slice(0, 13).toUpperCase()}`;

const ignored: Record<string, string> = {
  [watching]:
    'Logs::LogGroup Logs::ResourcePolicy Logs::MetricFilter CloudWatch::Alarm CloudWatch::CompositeAlarm CloudWatch::Dashboard SNS::TopicPolicy SNS::Subscription',
  [cost]: 'ApiGatewayV2::Stage CDK::Metadata',
  [backup]: 'KMS::Key KMS::Alias',
  [helper]: 'Lambda::LayerVersion',
  [signIn]: 'Cognito::UserPoolDomain Cognito::ManagedLoginBranding',
};

export const known: Record<string, KnownType> = {
  ...Object.fromEntries(
    Object.entries(ignored).flatMap(([because, types]) =>
      types.split(' ').map((type) => [`AWS::${type}`, { because }]),
    ),
  ),
  'AWS::IAM::Role': {
    arn: 'iam::{account}:role/{id}',
    nameProperty: 'RoleName',
    runs: 'RoleName AssumeRolePolicyDocument ManagedPolicyArns Policies',
  },
  'AWS::IAM::Policy': { runs: 'PolicyDocument PolicyName Roles' },
  'AWS::IAM::ManagedPolicy': { runs: 'ManagedPolicyName Path PolicyDocument Roles' },
  'AWS::Lambda::Permission': { runs: 'Action FunctionName Principal SourceArn' },
  'AWS::S3::BucketPolicy': { runs: 'Bucket PolicyDocument' },
  'AWS::SQS::QueuePolicy': { runs: 'Queues PolicyDocument' },
  'AWS::SNS::Topic': { ref: 'arn', because: watching },
  'AWS::DynamoDB::GlobalTable': {
    arn: 'dynamodb:{region}:{account}:table/{id}',
    nameProperty: 'TableName',
    runs: 'TableName AttributeDefinitions KeySchema GlobalSecondaryIndexes StreamSpecification TimeToLiveSpecification',
    ignores: { [cost]: 'BillingMode', [backup]: 'Replicas SSESpecification' },
  },
  'AWS::S3::Bucket': {
    arn: 's3:::{id}',
    nameProperty: 'BucketName',
    id: (fallback) => fallback.toLowerCase().slice(0, 63),
    attributes: { DomainName: '{id}.s3.amazonaws.com', RegionalDomainName: '{id}.s3.eu-central-1.amazonaws.com' },
    runs: 'BucketName CorsConfiguration',
    ignores: {
      [backup]: 'BucketEncryption VersioningConfiguration',
      [cost]: 'LifecycleConfiguration',
      [watching]: 'LoggingConfiguration',
      [closed]: 'OwnershipControls PublicAccessBlockConfiguration',
    },
  },
  'AWS::Lambda::Function': {
    arn: 'lambda:{region}:{account}:function:{id}',
    nameProperty: 'FunctionName',
    id: (_, construct) => construct,
    runs: 'FunctionName Code Handler Runtime Environment MemorySize Timeout Role',
    ignores: {
      [cost]: 'Architectures ReservedConcurrentExecutions',
      [helper]: 'Layers',
      [watching]: 'LoggingConfig TracingConfig',
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    runs: 'BatchSize EventSourceArn FunctionName FunctionResponseTypes',
    ignores: { [cost]: 'ScalingConfig' },
  },
  'AWS::ApiGatewayV2::Api': {
    id: (_, _construct, hash) => hash.slice(0, 10),
    attributes: { ApiEndpoint: 'https://{id}.execute-api.eu-central-1.amazonaws.com' },
    runs: 'ProtocolType',
  },
  'AWS::ApiGatewayV2::Integration': {
    runs: 'ApiId IntegrationType IntegrationUri PayloadFormatVersion TimeoutInMillis',
  },
  'AWS::ApiGatewayV2::Route': { runs: 'ApiId RouteKey Target', ignores: { [signIn]: 'AuthorizationType' } },
  'AWS::Events::EventBus': { arn: 'events:{region}:{account}:event-bus/{id}', nameProperty: 'Name', runs: 'Name' },
  'AWS::Events::Rule': {
    arn: 'events:{region}:{account}:rule/{id}',
    runs: 'EventBusName EventPattern ScheduleExpression State Targets.Arn Targets.Id',
    ignores: { [oneProcess]: 'Targets.DeadLetterConfig Targets.RetryPolicy' },
  },
  'AWS::Pipes::Pipe': {
    runs: 'Source Target RoleArn SourceParameters.FilterCriteria TargetParameters.EventBridgeEventBusParameters',
    ignores: {
      [oneProcess]: 'SourceParameters.DynamoDBStreamParameters DesiredState',
      [watching]: 'LogConfiguration',
    },
  },
  'AWS::SQS::Queue': {
    arn: 'sqs:{region}:{account}:{id}',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{id}',
    nameProperty: 'QueueName',
    runs: 'QueueName RedrivePolicy VisibilityTimeout',
    ignores: { [backup]: 'SqsManagedSseEnabled', [oneProcess]: 'MessageRetentionPeriod' },
  },
  'AWS::SecretsManager::Secret': {
    arn: 'secretsmanager:{region}:{account}:secret:{id}',
    ref: 'arn',
    nameProperty: 'Name',
    runs: 'GenerateSecretString SecretString',
  },
  'AWS::Cognito::UserPool': {
    arn: 'cognito-idp:{region}:{account}:userpool/{id}',
    id: (_, _construct, hash) => `eu-central-1_${hash.slice(0, 9)}`,
    because: signIn,
  },
  'AWS::Cognito::UserPoolClient': { id: (_, _construct, hash) => hash.slice(0, 26), because: signIn },
  'AWS::CloudFront::Distribution': {
    arn: 'cloudfront::{account}:distribution/{id}',
    id: edgeId,
    attributes: { DomainName: '{id}.cloudfront.net' },
    runs: within(
      'DistributionConfig.',
      'DefaultRootObject Origins.Id Origins.DomainName Origins.OriginCustomHeaders',
      ...['DefaultCacheBehavior.', 'CacheBehaviors.'].map((one) =>
        within(
          one,
          'AllowedMethods CachePolicyId Compress FunctionAssociations OriginRequestPolicyId PathPattern ResponseHeadersPolicyId TargetOriginId TrustedKeyGroups',
        ),
      ),
    ),
    ignores: {
      [plain]: within(
        'DistributionConfig.',
        'Aliases Enabled HttpVersion IPV6Enabled ViewerCertificate Origins.CustomOriginConfig Origins.S3OriginConfig DefaultCacheBehavior.ViewerProtocolPolicy CacheBehaviors.ViewerProtocolPolicy',
      ),
      [closed]: 'DistributionConfig.Origins.OriginAccessControlId',
      [cost]: within('DistributionConfig.', 'Comment PriceClass WebACLId Restrictions'),
      [watching]: 'DistributionConfig.Logging',
    },
  },
  'AWS::CloudFront::Function': {
    arn: 'cloudfront::{account}:function/{id}',
    runs: 'FunctionCode AutoPublish',
    ignores: { [plain]: 'FunctionConfig' },
  },
  'AWS::CloudFront::ResponseHeadersPolicy': { id: edgeId, runs: 'ResponseHeadersPolicyConfig' },
  'AWS::CloudFront::CachePolicy': { id: edgeId, runs: 'CachePolicyConfig' },
  'AWS::CloudFront::OriginAccessControl': { id: edgeId, because: closed },
  'AWS::CloudFront::PublicKey': { id: edgeId, runs: 'PublicKeyConfig' },
  'AWS::CloudFront::KeyGroup': { id: edgeId, runs: 'KeyGroupConfig' },
  'Custom::CDKBucketDeployment': {
    runs: 'SourceObjectKeys DestinationBucketName SystemMetadata Exclude Include',
    ignores: {
      [helper]: 'OutputObjectKeys ServiceToken SourceBucketNames WaitForDistributionInvalidation DistributionId',
      [oneProcess]: 'Prune',
    },
  },
};

function within(prefix: string, ...names: string[]): string {
  return names
    .flatMap((group) => group.split(' '))
    .map((name) => prefix + name)
    .join(' ');
}
