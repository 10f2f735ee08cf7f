/** What must outlive every deployment: the table, the buckets, the accounts, the secrets. Nothing here is ever replaced. */
import { CfnOutput, CfnParameter, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Accounts } from '../constructs/accounts.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { contentBucket, mediaBucket } from '../constructs/buckets.ts';
import { MediaKeys } from '../constructs/media-keys.ts';
import { singleTable } from '../constructs/table.ts';

export class DataStack extends Stack {
  /** scheme and host of the site, e.g. `https://kurs.example.org` */
  readonly publicOrigin: string;
  readonly table: TableV2;
  readonly content: Bucket;
  readonly media: Bucket;
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** where a passkey is added, or `off` */
  readonly passkeysUrl: string;
  /** sender of our mail */
  readonly mailFrom: string;
  /** seals the cursors of lists */
  readonly cursorSecret: Secret;
  /** known to CloudFront and the functions only */
  readonly originSecret: Secret;
  /** PEM of the private key that signs media cookies; the operator puts it here */
  readonly mediaKeySecret: Secret;
  readonly mediaKeys: MediaKeys;

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
    const accounts = new Accounts(this, { publicOrigin: this.publicOrigin, passkeys: this.passkeys() });
    this.pool = accounts.pool;
    this.client = accounts.client;
    this.passkeysUrl = accounts.passkeysUrl;
    this.mailFrom = new CfnParameter(this, 'MailFrom', {
      type: 'String',
      description: 'Address invitations come from; it or its domain is verified at SES, out of the sandbox (README)',
      allowedPattern: '[^@\\s<>,;]+@[a-z0-9.-]+',
    }).valueAsString;
    this.cursorSecret = this.secret('cursor-secret', 'CursorSecretArn', 'Seals the cursors of lists');
    this.originSecret = this.secret('origin-secret', 'OriginSecretArn', 'CloudFront shows it to the HTTP API');
    this.mediaKeySecret = this.mediaSecret();
    this.mediaKeys = new MediaKeys(this);
  }

  private passkeys(): string {
    return new CfnParameter(this, 'Passkeys', {
      type: 'String',
      description: 'May people sign in with a passkey instead of a password?',
      allowedValues: ['on', 'off'],
      default: 'off',
    }).valueAsString;
  }

  private secret(id: string, output: string, description: string): Secret {
    const secret = new Secret(this, id, {
      description: `Kurs: ${description}`,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    acknowledge(secret, {
      SMG4: 'Generated, known to nobody, changed by the operator (infra/runbook.md): CloudFront has to follow by a deployment.',
    });
    new CfnOutput(this, output, { description: `${description}: \`npm run ops -- rotate\``, value: secret.secretArn });
    return secret;
  }

  private mediaSecret(): Secret {
    const secret = new Secret(this, 'media-key-secret', {
      description: 'Kurs: PEM of the private key that signs media cookies; put here by the operator (infra/runbook.md)',
      removalPolicy: RemovalPolicy.RETAIN,
      secretStringValue: SecretValue.unsafePlainText('not set yet'),
    });
    new CfnOutput(this, 'MediaKeySecretArn', {
      description: 'Put the private key here: `npm run ops -- rotate media --key FILE`',
      value: secret.secretArn,
    });
    acknowledge(secret, {
      SMG4: 'Changes together with the public key at CloudFront, by the operator (infra/runbook.md).',
    });
    return secret;
  }
}
