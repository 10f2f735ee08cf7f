import { describe, expect, it } from 'vitest';
import { reactions } from '../../functions/arrows.ts';
import { reactingRooms } from '../../infra/constructs/entries.ts';
import { all, one, templates } from './cloud.ts';

const queues = all('AWS::SQS::Queue');
const rules = all('AWS::Events::Rule');

describe('queues', () => {
  it.each(queues)('$name is encrypted and speaks TLS only', ({ name, properties }) => {
    expect(properties.SqsManagedSseEnabled).toBe(true);
    const policy = all('AWS::SQS::QueuePolicy').find((each) => each.properties.Queues.includes(name));
    const refusal = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(policy?.properties.PolicyDocument.Statement).toContainEqual(expect.objectContaining(refusal));
  });
  it.each(queues)(
    '$name has a dead-letter queue or is one, and keeps a message for two weeks',
    ({ name, properties }) => {
      if (!name.endsWith('dead-letters')) {
        expect(properties.RedrivePolicy).toEqual({
          deadLetterTargetArn: `${name.replace('queue', 'dead-letters')}.Arn`,
          maxReceiveCount: 5,
        });
      }
      expect(properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    },
  );
});

describe('the pipe', () => {
  const { properties } = one('AWS::Pipes::Pipe', 'pipe');

  it('carries what is inserted as a record, and nothing else, from the table to our bus', () => {
    expect([properties.Source, properties.Target]).toEqual(['table.StreamArn', 'bus.Arn']);
    const patterns = properties.SourceParameters.FilterCriteria.Filters.map((each: { Pattern: string }) =>
      JSON.parse(each.Pattern),
    );
    expect(patterns).toEqual([{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: '$record#' }] } } } }]);
  });
  it('leaves out no record that was there before it, and loses none it cannot deliver', () => {
    const stream = properties.SourceParameters.DynamoDBStreamParameters;
    expect(stream).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      DeadLetterConfig: { Arn: 'pipe-dead-letters.Arn' },
    });
    expect(stream.MaximumRetryAttempts).toBeGreaterThan(0);
  });
  it('names source and kind as the rules expect them', () => {
    const named = properties.TargetParameters.EventBridgeEventBusParameters;
    for (const { properties: rule } of rules.filter((each) => each.properties.EventBusName)) {
      expect(rule.EventPattern).toMatchObject({ source: [named.Source], 'detail-type': [named.DetailType] });
    }
  });
});

describe.each(reactingRooms)('%s', (room) => {
  const events = one('AWS::Lambda::Function', `${room}-events`).properties;
  const queue = one('AWS::SQS::Queue', `${room}-queue`).properties;
  const mapping = all('AWS::Lambda::EventSourceMapping').find(
    (each) => each.properties.FunctionName === `${room}-events`,
  )?.properties;

  it('hears the records it reacts to, and no others', () => {
    const { properties } = one('AWS::Events::Rule', `${room}-records`);
    expect(properties.EventBusName).toBe('bus');
    expect(properties.Targets.map((target: { Arn: string }) => target.Arn)).toEqual([`${room}-queue.Arn`]);
    const matchers = reactions[room].map((type: string) => (type.endsWith('.') ? { prefix: type } : type));
    expect(properties.EventPattern.detail).toEqual({ dynamodb: { NewImage: { type: { S: matchers } } } });
  });
  it('gets them by its queue, and gives back single failures', () => {
    expect(mapping).toMatchObject({
      EventSourceArn: `${room}-queue.Arn`,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
  it('is not given the same message twice while it is still at work on it', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * events.Timeout);
  });
});

describe('MediaConvert', () => {
  it('tells lectures of our own jobs, and of nobody else’s in the account', () => {
    const others = rules.filter(({ properties }) => !properties.EventBusName && properties.EventPattern);
    expect(others.map(({ name }) => name)).toEqual(['mediaconvert-states', 'transcribe-states']);
    expect(others[0]?.properties.EventPattern).toEqual({
      source: ['aws.mediaconvert'],
      'detail-type': ['MediaConvert Job State Change'],
      detail: { userMetadata: { app: ['kurs'] } },
    });
    expect(others[0]?.properties.Targets[0].Arn).toBe('lectures-queue.Arn');
  });
});

describe('Transcribe', () => {
  const { properties } = one('AWS::Events::Rule', 'transcribe-states');

  it('tells lectures of the ends of our own jobs, where a deployment wants the service', () => {
    expect(properties.EventPattern).toEqual({
      source: ['aws.transcribe'],
      'detail-type': ['Transcribe Job State Change'],
      detail: { TranscriptionJobName: [{ prefix: 'kurs-' }], TranscriptionJobStatus: ['COMPLETED', 'FAILED'] },
    });
    expect(properties.Targets[0].Arn).toBe('lectures-queue.Arn');
    expect(properties.State).toEqual({ on: 'ENABLED', off: 'DISABLED' });
  });
  it('is off unless somebody says so: then nobody may ask it for anything', () => {
    interface Whole {
      Parameters: Record<string, unknown>;
      Conditions: Record<string, unknown>;
      Resources: Record<string, { Type: string; Condition?: string; Properties?: object }>;
    }
    const { Parameters, Resources, Conditions } = templates['KursApp'] as unknown as Whole;
    expect(Parameters['Transcription']).toMatchObject({ Default: 'off', AllowedValues: ['on', 'off'] });
    const asking = Object.values(Resources).filter((each) =>
      JSON.stringify(each.Properties ?? {}).includes('transcribe:'),
    );
    expect(asking.map(({ Type }) => Type)).toEqual(['AWS::IAM::Policy']);
    expect(Conditions[asking[0]?.Condition ?? '']).toEqual({ 'Fn::Equals': [{ Ref: 'Transcription' }, 'on'] });
    const { TRANSCRIPTION } = one('AWS::Lambda::Function', 'authoring-api').properties.Environment.Variables;
    expect(TRANSCRIPTION).toBe('Transcription');
  });
});

describe('the clock', () => {
  it('wakes assessments every minute, by the queue of its reactions', () => {
    const timed = rules.filter(({ properties }) => properties.ScheduleExpression);
    expect(timed.map(({ name }) => name)).toEqual(['closing']);
    expect(timed[0]?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Arn: 'assessments-queue.Arn' }],
    });
  });
});

describe('rules', () => {
  it.each(rules)('$name: what cannot be delivered waits in a dead-letter queue', ({ properties }) => {
    for (const target of properties.Targets) expect(target.DeadLetterConfig.Arn).toMatch(/-dead-letters\.Arn$/);
  });
});
