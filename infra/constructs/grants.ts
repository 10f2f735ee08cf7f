/** Who may use what: each method gives a function the permission and the name together, so that neither is forgotten. */
import { Fn, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Room } from '../../functions/contracts/endpoints.ts';
import type { DataStack } from '../stacks/data.ts';
import { acknowledgeFolder } from './acknowledge.ts';
import type { Kind } from './entries.ts';
import type { KursFunction } from './function.ts';
import { tableStatements } from './table-access.ts';

/** Folders of a bucket, e.g. `incoming`. */
export interface Folders {
  read?: readonly string[];
  write?: readonly string[];
  /** files that come part by part: which have come, and throwing them away */
  parts?: readonly string[];
}

/** The room's part of the one table. */
export function grantTable(to: KursFunction, data: DataStack, room: Room, kind: Kind): void {
  to.addEnvironment('TABLE_NAME', data.table.tableName);
  for (const statement of tableStatements(room, kind, data.table.tableArn)) to.addToRolePolicy(statement);
}

/** Folders of the content bucket: `incoming/`, `uploads/`, `sha256/`, `exports/`, `transcripts/`. */
export function grantContent(to: KursFunction, data: DataStack, folders: Folders): void {
  to.addEnvironment('CONTENT_BUCKET', data.content.bucketName);
  grantFolders(to, data.content, folders);
}

/** Folders of the media bucket, from which CloudFront serves. */
export function grantMedia(to: KursFunction, data: DataStack, folders: Folders): void {
  to.addEnvironment('MEDIA_BUCKET', data.media.bucketName);
  grantFolders(to, data.media, folders);
}

/** The value of a secret; the function finds its ARN in `variable`. */
export function grantSecret(to: KursFunction, variable: string, secret: Secret): void {
  to.addEnvironment(variable, secret.secretArn);
  to.allow(['secretsmanager:GetSecretValue'], [secret.secretArn]);
}

/** What each function of identity does with accounts at the user pool. */
const accountVerbs = {
  // a person sets a password, has a second factor reset
  api: ['AdminGetUser', 'AdminSetUserPassword', 'AdminSetUserMFAPreference'],
  // invitations, deactivation, sign-out everywhere, erasure
  events: [
    'AdminCreateUser',
    'AdminGetUser',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminDeleteUser',
    'AdminUserGlobalSignOut',
  ],
} as const;

/** Accounts at the user pool. */
export function grantAccounts(to: KursFunction, data: DataStack, use: keyof typeof accountVerbs): void {
  to.addEnvironment('USER_POOL_ID', data.pool.userPoolId);
  const actions = accountVerbs[use].map((verb) => `cognito-idp:${verb}`);
  to.allow(actions, [data.pool.userPoolArn]);
}

/** Mail from the deployment's one address, whether SES knows the address itself or its domain. */
export function grantMail(to: KursFunction, { mailFrom }: DataStack): void {
  to.addEnvironment('MAIL_FROM', mailFrom);
  const identities = [Fn.select(1, Fn.split('@', mailFrom)), mailFrom];
  const arns = identities.map((name) =>
    Stack.of(to).formatArn({ service: 'ses', resource: 'identity', resourceName: name }),
  );
  to.allow(['ses:SendEmail'], arns, { StringEquals: { 'ses:FromAddress': mailFrom } });
}

function grantFolders(to: KursFunction, bucket: Bucket, { read = [], write = [], parts = [] }: Folders): void {
  for (const folder of read) to.allow(['s3:GetObject'], [bucket.arnForObjects(`${folder}/*`)]);
  for (const folder of write) to.allow(['s3:PutObject'], [bucket.arnForObjects(`${folder}/*`)]);
  for (const folder of parts)
    to.allow(['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload'], [bucket.arnForObjects(`${folder}/*`)]);
  for (const folder of new Set([...read, ...write, ...parts])) acknowledgeFolder(to.role!, bucket, folder);
}
