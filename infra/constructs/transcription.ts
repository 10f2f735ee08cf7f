/** Speech to captions, where a deployment wants it: what the lectures’ events function may ask of Amazon Transcribe, and whose news it hears. */
import { Aws, CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { type CfnPolicy, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DataStack } from '../stacks/data.ts';
import { acknowledge, acknowledgeFolder } from './acknowledge.ts';
import { grantContent } from './grants.ts';
import type { RoomFunctions } from './room.ts';

/** Ends of our own jobs only: the account’s default bus carries everybody’s. */
const ownJobs = {
  source: ['aws.transcribe'],
  detailType: ['Transcribe Job State Change'],
  detail: { TranscriptionJobName: [{ prefix: 'kurs-' }], TranscriptionJobStatus: ['COMPLETED', 'FAILED'] },
};

export interface TranscriptionRooms {
  /** asks, follows, keeps how far it is */
  lectures: RoomFunctions;
  /** shows authors what was written down */
  authoring: RoomFunctions;
}

export class Transcription extends Construct {
  readonly #on: CfnCondition;

  constructor(scope: Construct, data: DataStack, { lectures, authoring }: TranscriptionRooms) {
    super(scope, 'transcription');
    const parameter = new CfnParameter(scope, 'Transcription', {
      type: 'String',
      description: 'May authors have films written down by Amazon Transcribe? It costs by the minute of film',
      allowedValues: ['on', 'off'],
      default: 'off',
    });
    this.#on = new CfnCondition(this, 'on', { expression: Fn.conditionEquals(parameter.valueAsString, 'on') });
    const { reaction } = lectures;
    if (!reaction) throw new Error('lectures must react: Transcribe answers by events');
    // not left out but disabled: the queue’s policy names it
    const rule = reaction.listen('transcribe-states', undefined, ownJobs);
    (rule.node.defaultChild as CfnRule).state = this.#choose('ENABLED', 'DISABLED');
    authoring.api.addEnvironment('TRANSCRIPTION', parameter.valueAsString);
    grantContent(authoring.api, data, { read: ['transcripts'] });
    grantContent(reaction.events, data, { read: ['transcripts'] });
    this.#allow(reaction.events, data);
  }

  #choose(yes: string, no: string): string {
    return Fn.conditionIf(this.#on.logicalId, yes, no).toString();
  }

  /** A policy of its own, which a deployment without the service does not have. The service reads and writes as who asks it. */
  #allow(events: NonNullable<RoomFunctions['reaction']>['events'], data: DataStack): void {
    const role = events.role!;
    const jobs = `arn:${Aws.PARTITION}:transcribe:${Aws.REGION}:${Aws.ACCOUNT_ID}:transcription-job/kurs-*`;
    const policy = new Policy(this, 'policy', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['transcribe:StartTranscriptionJob'],
          resources: ['*'],
          conditions: {
            StringEquals: {
              'transcribe:OutputBucketName': data.content.bucketName,
              'transcribe:OutputKey': 'transcripts/',
            },
          },
        }),
        new PolicyStatement({ actions: ['transcribe:GetTranscriptionJob'], resources: [jobs] }),
        new PolicyStatement({
          actions: ['s3:PutObject'],
          resources: [data.content.arnForObjects('transcripts/*')],
        }),
      ],
    });
    (policy.node.defaultChild as CfnPolicy).cfnOptions.condition = this.#on;
    acknowledgeFolder(policy, data.content, 'transcripts');
    acknowledge(policy, {
      'IAM5[Resource::*]':
        'StartTranscriptionJob knows no resources: what it may hear is what its caller may read, what is written down goes to transcripts/ alone.',
      'IAM5[Resource::arn:<AWS::Partition>:transcribe:<AWS::Region>:<AWS::AccountId>:transcription-job/kurs-*]':
        'Jobs are named by lecture, film and attempt; all of ours begin like this.',
    });
  }
}
