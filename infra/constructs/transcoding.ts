/** Video: what the lectures’ events function may ask of MediaConvert, and what MediaConvert may touch. */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeFolder } from './acknowledge.ts';
import type { DataStack } from '../stacks/data.ts';
import type { RoomFunctions } from './room.ts';

/** Events of our own jobs only: the account’s default bus carries everybody’s. */
const ownJobs = {
  source: ['aws.mediaconvert'],
  detailType: ['MediaConvert Job State Change'],
  detail: { userMetadata: { app: ['kurs'] } },
};

export class Transcoding extends Construct {
  readonly role: Role;

  constructor(scope: Construct, data: DataStack, lectures: RoomFunctions) {
    super(scope, 'transcoding');
    this.role = mediaConvertRole(this, data);
    const { reaction } = lectures;
    if (!reaction) throw new Error('lectures must react: MediaConvert answers by events');
    reaction.listen('mediaconvert-states', undefined, ownJobs);
    const { events } = reaction;
    const queue = `arn:${Aws.PARTITION}:mediaconvert:${Aws.REGION}:${Aws.ACCOUNT_ID}:queues/Default`;
    events.addEnvironment('MEDIACONVERT_ROLE_ARN', this.role.roleArn);
    events.allow(['mediaconvert:CreateJob'], [queue]);
    const jobs = `arn:${Aws.PARTITION}:mediaconvert:${Aws.REGION}:${Aws.ACCOUNT_ID}:jobs/*`;
    events.allow(['mediaconvert:CancelJob'], [jobs]);
    events.allow(['mediaconvert:Probe'], ['*']);
    acknowledge(events.role!, {
      'IAM5[Resource::*]': 'Probe knows no resources; what it may look into is what its caller may read.',
      'IAM5[Resource::arn:<AWS::Partition>:mediaconvert:<AWS::Region>:<AWS::AccountId>:jobs/*]':
        'A job is named when it is made; only those of this function are known to it.',
    });
    events.allow(['iam:PassRole'], [this.role.roleArn], {
      StringEquals: { 'iam:PassedToService': 'mediaconvert.amazonaws.com' },
    });
  }
}

function mediaConvertRole(scope: Construct, data: DataStack): Role {
  const role = new Role(scope, 'mediaconvert-role', {
    assumedBy: new ServicePrincipal('mediaconvert.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [data.content.arnForObjects('sha256/*')] }),
  );
  role.addToPolicy(
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [data.media.arnForObjects('media/lec/*')] }),
  );
  acknowledgeFolder(role, data.content, 'sha256');
  acknowledgeFolder(role, data.media, 'media/lec');
  return role;
}
