/**
 * Every resource type the template may contain: what the local cloud runs of it, and what it ignores with the reason.
 * A type or property that stands nowhere here stops the start by name.
 */
export interface KnownType {
  /** the whole type is ignored, for this reason */
  because?: string;
  /** properties that are obeyed; a dotted path lists the parts of a property one by one */
  runs?: string;
  /** property → why it may be ignored */
  ignores?: Record<string, string>;
  /** ARN without `arn:aws:`; {id}, {region} and {account} are filled in */
  arn?: string;
  /** what Ref gives, when it is not the physical id */
  ref?: string;
  nameProperty?: string;
  id?(fallback: string, construct: string, hash: string): string;
  attributes?: Record<string, string>;
}

const iam = 'permissions: read by the IAM proxy that comes with the next issue';
const cost = 'a matter of operation and cost, not of behaviour';
const watching = 'metrics, alarms and log groups: the local log goes to one place';
const names = 'labels';
const crypto = 'encryption at rest: the data folder is the operator’s own disk';
const backup = 'backups: the data folder is copied instead';
const plain = 'http on this machine';
const asset = 'helper of the CDK at deployment; the local cloud reads assets directly';

const shortHash = (_: string, _construct: string, hash: string) => `E${hash.slice(0, 13).toUpperCase()}`;

export const known: Record<string, KnownType> = {
  'AWS::DynamoDB::GlobalTable': {
    arn: 'dynamodb:{region}:{account}:table/{id}',
    nameProperty: 'TableName',
    runs: 'TableName AttributeDefinitions KeySchema GlobalSecondaryIndexes StreamSpecification TimeToLiveSpecification',
    ignores: { BillingMode: cost, Replicas: backup, SSESpecification: crypto, WarmThroughput: cost, WriteOnDemandThroughputSettings: cost },
  },
  'AWS::S3::Bucket': {
    arn: 's3:::{id}',
    nameProperty: 'BucketName',
    runs: 'BucketName CorsConfiguration',
    id: (fallback) => fallback.toLowerCase().slice(0, 63),
    attributes: {
      DomainName: '{id}.s3.amazonaws.com',
      RegionalDomainName: '{id}.s3.eu-central-1.amazonaws.com',
    },
    ignores: {
      BucketEncryption: crypto,
      LifecycleConfiguration: cost,
      LoggingConfiguration: watching,
      OwnershipControls: iam,
      PublicAccessBlockConfiguration: iam,
      Tags: names,
      VersioningConfiguration: backup,
    },
  },
  'AWS::S3::BucketPolicy': { because: iam },
  'AWS::Lambda::Function': {
    arn: 'lambda:{region}:{account}:function:{id}',
    nameProperty: 'FunctionName',
    id: (_, construct) => construct,
    runs: 'FunctionName Code Handler Runtime Environment MemorySize Timeout',
    ignores: {
      Architectures: 'JavaScript runs on either',
      Description: names,
      Layers: asset,
      LoggingConfig: watching,
      ReservedConcurrentExecutions: 'at most four workers a function run here anyway',
      Role: iam,
      Tags: names,
      TracingConfig: watching,
    },
  },
  'AWS::Lambda::Permission': { because: iam },
  'AWS::Lambda::LayerVersion': { because: asset },
  'AWS::Lambda::EventSourceMapping': {
    runs: 'BatchSize EventSourceArn FunctionName FunctionResponseTypes Enabled',
    ignores: { ScalingConfig: cost, MaximumBatchingWindowInSeconds: 'batches go at once', Tags: names },
  },
  'AWS::Lambda::EventInvokeConfig': { because: 'no function is invoked asynchronously' },
  'AWS::ApiGatewayV2::Api': {
    id: (_, _construct, hash) => hash.slice(0, 10),
    runs: 'ProtocolType',
    attributes: { ApiEndpoint: 'https://{id}.execute-api.eu-central-1.amazonaws.com' },
    ignores: { Name: names, Description: names, Tags: names, DisableExecuteApiEndpoint: 'the local API has no endpoint of its own' },
  },
  'AWS::ApiGatewayV2::Integration': {
    runs: 'ApiId IntegrationType IntegrationUri PayloadFormatVersion TimeoutInMillis',
    ignores: { IntegrationMethod: 'always POST to Lambda', Description: names },
  },
  'AWS::ApiGatewayV2::Route': { runs: 'ApiId RouteKey Target', ignores: { AuthorizationType: 'NONE: sessions are checked by the functions' } },
  'AWS::ApiGatewayV2::Stage': { because: 'the one stage $default; throttling and access logs are a matter of operation' },
  'AWS::Events::EventBus': { arn: 'events:{region}:{account}:event-bus/{id}', nameProperty: 'Name', runs: 'Name', ignores: { Tags: names, Description: names } },
  'AWS::Events::Rule': {
    arn: 'events:{region}:{account}:rule/{id}',
    runs: 'EventBusName EventPattern ScheduleExpression State Targets.Arn Targets.Id Targets.Input',
    ignores: { Description: names, 'Targets.DeadLetterConfig': 'delivery to a queue in this process cannot fail', 'Targets.RetryPolicy': 'same', 'Targets.RoleArn': iam },
  },
  'AWS::Pipes::Pipe': {
    arn: 'pipes:{region}:{account}:pipe/{id}',
    runs: 'Source Target SourceParameters.FilterCriteria SourceParameters.DynamoDBStreamParameters.BatchSize TargetParameters.EventBridgeEventBusParameters',
    ignores: {
      Description: names,
      DesiredState: 'always running',
      KmsKeyIdentifier: crypto,
      LogConfiguration: watching,
      Name: names,
      RoleArn: iam,
      'SourceParameters.DynamoDBStreamParameters': 'read from the beginning once, then from the checkpoint; putting on the bus cannot fail here',
      Tags: names,
    },
  },
  'AWS::SQS::Queue': {
    arn: 'sqs:{region}:{account}:{id}',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{id}',
    nameProperty: 'QueueName',
    runs: 'QueueName RedrivePolicy VisibilityTimeout',
    attributes: { QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/000000000000/{id}' },
    ignores: { KmsMasterKeyId: crypto, MessageRetentionPeriod: 'nothing waits that long here', SqsManagedSseEnabled: crypto, Tags: names },
  },
  'AWS::SQS::QueuePolicy': { because: iam },
  'AWS::SecretsManager::Secret': {
    arn: 'secretsmanager:{region}:{account}:secret:{id}',
    ref: 'arn',
    nameProperty: 'Name',
    runs: 'Name GenerateSecretString',
    ignores: { Description: names, KmsKeyId: crypto, SecretString: 'a placeholder until the operator fills it in', Tags: names },
  },
  'AWS::Cognito::UserPool': {
    arn: 'cognito-idp:{region}:{account}:userpool/{id}',
    runs: 'UserPoolName',
    id: (_, _construct, hash) => `eu-central-1_${hash.slice(0, 9)}`,
    ignores: {
      AccountRecoverySetting: 'the identity stand-in has the pages the product uses',
      AdminCreateUserConfig: 'people are made by an administrator only, here as there',
      AutoVerifiedAttributes: 'addresses count as verified',
      DeletionProtection: backup,
      EmailConfiguration: 'mail is shown at /dev/mail',
      EmailVerificationMessage: names,
      EmailVerificationSubject: names,
      EnabledMfas: 'a second factor comes with the next issue',
      MfaConfiguration: 'same',
      Policies: 'same',
      Schema: names,
      SmsVerificationMessage: names,
      UserAttributeUpdateSettings: 'addresses count as verified',
      UserPoolAddOns: cost,
      UserPoolTags: names,
      UserPoolTier: cost,
      UsernameAttributes: 'the login is an address',
      UsernameConfiguration: 'same',
      VerificationMessageTemplate: names,
    },
  },
  'AWS::Cognito::UserPoolClient': { id: (_, _construct, hash) => hash.slice(0, 26), because: 'the identity stand-in has the one client of the template' },
  'AWS::Cognito::UserPoolDomain': { because: 'the identity stand-in listens on 127.0.0.1' },
  'AWS::CloudFront::Distribution': {
    arn: 'cloudfront::{account}:distribution/{id}',
    id: shortHash,
    attributes: { DomainName: '{id}.cloudfront.net' },
    runs: [
      'DefaultCacheBehavior CacheBehaviors DefaultRootObject',
      'Origins.Id Origins.DomainName Origins.OriginPath Origins.OriginCustomHeaders Origins.S3OriginConfig',
    ].map((group) => group.split(' ').map((part) => `DistributionConfig.${part}`).join(' ')).join(' '),
    ignores: {
      'DistributionConfig.Aliases': names,
      'DistributionConfig.Comment': names,
      'DistributionConfig.Enabled': 'always',
      'DistributionConfig.HttpVersion': plain,
      'DistributionConfig.IPV6Enabled': plain,
      'DistributionConfig.Logging': watching,
      'DistributionConfig.Origins.CustomOriginConfig': plain,
      'DistributionConfig.Origins.OriginAccessControlId': iam,
      'DistributionConfig.Origins.ConnectionAttempts': plain,
      'DistributionConfig.Origins.ConnectionTimeout': plain,
      'DistributionConfig.Origins.OriginShield': cost,
      'DistributionConfig.PriceClass': cost,
      'DistributionConfig.ViewerCertificate': plain,
      'DistributionConfig.WebACLId': cost,
      'DistributionConfig.Restrictions': cost,
      Tags: names,
    },
  },
  'AWS::CloudFront::Function': { arn: 'cloudfront::{account}:function/{id}', runs: 'FunctionCode', ignores: { AutoPublish: 'always', FunctionConfig: names, Name: names } },
  'AWS::CloudFront::ResponseHeadersPolicy': { id: shortHash, runs: 'ResponseHeadersPolicyConfig' },
  'AWS::CloudFront::CachePolicy': { id: shortHash, runs: 'CachePolicyConfig' },
  'AWS::CloudFront::OriginRequestPolicy': { id: shortHash, runs: 'OriginRequestPolicyConfig' },
  'AWS::CloudFront::OriginAccessControl': { because: iam, id: shortHash },
  'AWS::CloudFront::PublicKey': { id: shortHash, runs: 'PublicKeyConfig' },
  'AWS::CloudFront::KeyGroup': { id: shortHash, runs: 'KeyGroupConfig' },
  'Custom::CDKBucketDeployment': {
    runs: 'SourceObjectKeys DestinationBucketName DestinationBucketKeyPrefix SystemMetadata Exclude Include',
    ignores: {
      DistributionId: 'nothing is cached at an edge',
      DistributionPaths: 'same',
      OutputObjectKeys: asset,
      Prune: 'old hashed files stay until the data folder is reset',
      ServiceToken: asset,
      SourceBucketNames: asset,
      WaitForDistributionInvalidation: asset,
    },
  },
  'AWS::IAM::Role': { arn: 'iam::{account}:role/{id}', because: iam },
  'AWS::IAM::Policy': { because: iam },
  'AWS::IAM::ManagedPolicy': { because: iam },
  'AWS::Logs::LogGroup': { arn: 'logs:{region}:{account}:log-group:{id}', because: watching },
  'AWS::Logs::ResourcePolicy': { because: watching },
  'AWS::Logs::MetricFilter': { because: watching },
  'AWS::CloudWatch::Alarm': { because: watching },
  'AWS::CloudWatch::CompositeAlarm': { because: watching },
  'AWS::CloudWatch::Dashboard': { because: watching },
  'AWS::SNS::Topic': { ref: 'arn', because: watching },
  'AWS::SNS::TopicPolicy': { because: watching },
  'AWS::SNS::Subscription': { because: watching },
  'AWS::KMS::Key': { because: crypto },
  'AWS::KMS::Alias': { because: crypto },
  'AWS::CDK::Metadata': { because: names },
  'Custom::S3AutoDeleteObjects': { because: asset },
  'Custom::LogRetention': { because: watching },
};
