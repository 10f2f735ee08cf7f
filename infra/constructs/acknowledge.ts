/** A finding of cdk-nag that stays, with the reason it may. */
import { Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/** `acknowledge(bucket, { S1: 'why' })` – rule names of the AwsSolutions pack without its prefix. */
export function acknowledge(construct: IConstruct, reasons: Record<string, string>): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}

/** A role (or a policy for it) may touch everything below a folder of a bucket that lives in another stack. */
export function acknowledgeFolder(role: IConstruct, bucket: IBucket, folder: string): void {
  const exported: { 'Fn::ImportValue': string } = Stack.of(role).resolve(
    Stack.of(bucket).exportValue(bucket.bucketArn),
  );
  acknowledge(role, {
    [`IAM5[Resource::${exported['Fn::ImportValue']}/${folder}/*]`]: `Objects below ${folder}/ are named at run time; the folder is the boundary.`,
  });
}
