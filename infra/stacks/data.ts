/** What must outlive every deployment: the table, the buckets, the accounts, the secrets. Nothing here is ever replaced. */
import { CfnOutput, CfnParameter, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { KeyGroup, PublicKey } from 'aws-cdk-lib/aws-cloudfront';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Accounts } from '../constructs/accounts.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { contentBucket, mediaBucket } from '../constructs/buckets.ts';
import { singleTable } from '../constructs/table.ts';

export class DataStack extends Stack {
  /** scheme and host of the site, e.g. `https://kurs.example.org` */
  readonly publicOrigin: string;
  readonly table: TableV2;
  readonly content: Bucket;
  readonly media: Bucket;
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** seals the cursors of lists */
  readonly cursorSecret: Secret;
  /** known to CloudFront and the functions only */
  readonly originSecret: Secret;
  /** PEM of the private key that signs media cookies; the operator puts it here */
  readonly mediaKeySecret: Secret;
  readonly mediaKey: PublicKey;
  readonly mediaKeys: KeyGroup;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.publicOrigin = new CfnParameter(this, 'PublicOrigin', {
      type: 'String',
      description: 'Scheme and host of the site, without a slash at the end, e.g. https://kurs.example.org',
      allowedPattern: 'https?://[a-z0-9.:-]+',
    }).valueAsString;
    this.table = singleTable(this);
    this.content = contentBucket(this, this.publicOrigin);
    this.media = mediaBucket(this);
    const accounts = new Accounts(this, this.publicOrigin);
    this.pool = accounts.pool;
    this.client = accounts.client;
    this.cursorSecret = this.secret('cursor-secret', 'Seals the cursors of lists');
    this.originSecret = this.secret('origin-secret', 'CloudFront shows it to the HTTP API');
    this.mediaKeySecret = this.mediaSecret();
    this.mediaKey = this.publicKey();
    this.mediaKeys = new KeyGroup(this, 'media-keys', { items: [this.mediaKey], comment: 'Kurs media cookies' });
  }

  private secret(id: string, description: string): Secret {
    const secret = new Secret(this, id, {
      description: `Kurs: ${description}`,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    acknowledge(secret, {
      SMG4: 'Generated, known to nobody, changed by the operator (README): changing it by itself would end every open list.',
    });
    return secret;
  }

  private mediaSecret(): Secret {
    const secret = new Secret(this, 'media-key-secret', {
      description: 'Kurs: PEM of the private key that signs media cookies; put here by the operator (README)',
      removalPolicy: RemovalPolicy.RETAIN,
      secretStringValue: SecretValue.unsafePlainText('not set yet'),
    });
    new CfnOutput(this, 'MediaKeySecretArn', {
      description: 'Put the private key here (README)',
      value: secret.secretArn,
    });
    acknowledge(secret, { SMG4: 'Changes together with the public key at CloudFront, by the operator (README).' });
    return secret;
  }

  private publicKey(): PublicKey {
    const pem = new CfnParameter(this, 'MediaPublicKey', {
      type: 'String',
      description: 'PEM of the public key (RSA 2048) that verifies media cookies',
    });
    return new PublicKey(this, 'media-key', { encodedKey: pem.valueAsString, comment: 'Kurs media cookies' });
  }
}
