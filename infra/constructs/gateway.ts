/** The HTTP API: two routes per room, each to that room’s function and no other. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { RoomFunctions } from './room.ts';

// the route instead of the path, and no address: a path may hold a token, a query a sign-in code
const logged = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

export class Gateway extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, rooms: readonly RoomFunctions[]) {
    super(scope, 'gateway');
    this.api = new HttpApi(this, 'api', { createDefaultStage: false, description: 'Kurs; answers only CloudFront' });
    this.stage = this.addStage();
    for (const { room, api } of rooms) {
      const integration = new HttpLambdaIntegration(`${room}-integration`, api);
      this.route(`/api/${room}`, HttpMethod.ANY, integration);
      this.route(`/api/${room}/{proxy+}`, HttpMethod.ANY, integration);
      if (room === 'identity') this.route('/api/openapi.json', HttpMethod.GET, integration);
    }
  }

  private addStage(): HttpStage {
    const log = new LogGroup(this, 'access-log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(logged)),
      },
    });
  }

  private route(path: string, method: HttpMethod, integration: HttpLambdaIntegration): void {
    const routes = this.api.addRoutes({ path, methods: [method], integration });
    for (const route of routes) {
      acknowledge(route, {
        APIG4:
          'Sessions are opaque cookies that the function checks in the table on every request; the origin secret keeps others out.',
      });
    }
  }
}
