/** The one table (see data-model: every key begins with its room), its two sparse indexes and its stream. */
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** Names of the indexes: lists in a container, and by person or the other way round. */
export const indexNames = ['gsi1', 'gsi2'] as const;

export function singleTable(scope: Construct): TableV2 {
  return new TableV2(scope, 'table', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: indexNames.map((indexName) => ({
      indexName,
      partitionKey: text(`${indexName}pk`),
      sortKey: text(`${indexName}sk`),
      // sparse, and only small cards carry index keys: naming the projected fields would save little and bind much
      projectionType: ProjectionType.ALL,
    })),
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

const text = (name: string) => ({ name, type: AttributeType.STRING });
