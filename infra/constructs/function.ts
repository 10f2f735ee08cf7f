/** A Lambda function with its own role, its own log group, and nothing it was not given. */
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Room } from '../../functions/contracts/endpoints.ts';
import type { Kind } from './entries.ts';

export interface KursFunctionProps {
  room: Room;
  kind: Kind;
  /** folder in which `<name>/index.mjs` lies */
  functionsDir: string;
}

const sizes = {
  // the gateway waits 30 s; a little less, so that the function’s own error is the answer
  api: { memorySize: 512, timeout: Duration.seconds(29) },
  events: { memorySize: 1024, timeout: Duration.minutes(5) },
} as const;

/**
 * The function that re-encodes pictures: a large one fills half a gigabyte, and memory is what processor time is given by.
 * The library’s binaries are those for x86_64 (`native-packages.ts`).
 */
const pictures = { memorySize: 2048, architecture: Architecture.X86_64 };

/** How long a reaction may take; its queue waits six times as long. */
export const eventsTimeout = sizes.events.timeout;

export class KursFunction extends LambdaFunction {
  constructor(scope: Construct, name: string, { room, kind, functionsDir }: KursFunctionProps) {
    const logGroup = new LogGroup(scope, `${name}-log`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${name}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, name, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(functionsDir, name)),
      environment: { ROOM: room },
      role,
      logGroup,
      ...sizes[kind],
      ...(room === 'media' && kind === 'events' ? pictures : {}),
    });
  }

  /** Allows actions on exactly these resources. */
  allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) }));
  }
}
