/**
 * The public keys that open media: two places, of which one is empty except while a key is exchanged. CloudFront lets no
 * public key be changed, so that a new one always goes into the empty place (infra/runbook.md, Media key).
 */
import { CfnCondition, CfnParameter, CfnRule, Fn, Validations, type Stack } from 'aws-cdk-lib';
import { KeyGroup, PublicKey, type CfnKeyGroup, type CfnPublicKey } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/** What an empty place holds: CloudFormation exports nothing that is empty. */
const none = 'none';

export interface MediaKeyPlace {
  /** id at CloudFront, for the stacks that use it */
  id: string;
  pem: string;
}

export class MediaKeys extends Construct {
  readonly group: KeyGroup;
  readonly places: readonly [MediaKeyPlace, MediaKeyPlace];

  constructor(scope: Stack) {
    super(scope, 'cookies');
    const [one, next] = [
      this.place(scope, 'MediaPublicKey', 'media-key'),
      this.place(scope, 'MediaPublicKeyNext', 'media-key-next'),
    ];
    this.group = new KeyGroup(this, 'media-keys', { items: [one.key], comment: 'Kurs media cookies' });
    const items = [one, next].map(({ key, filled }) =>
      Fn.conditionIf(filled.logicalId, key.publicKeyId, Fn.ref('AWS::NoValue')),
    );
    (this.group.node.defaultChild as CfnKeyGroup).addPropertyOverride('KeyGroupConfig.Items', items);
    new CfnRule(scope, 'AMediaKey', {
      assertions: [
        {
          assert: Fn.conditionOr(...[one, next].map(({ pem }) => Fn.conditionNot(Fn.conditionEquals(pem, none)))),
          assertDescription: 'MediaPublicKey or MediaPublicKeyNext must hold a key',
        },
      ],
    });
    this.places = [one, next];
    Validations.of(scope).acknowledge({
      id: 'CloudFormation-Validate::W1001',
      reason:
        'What is exported of an empty place is the word “none”, by the same condition under which its key exists.',
    });
  }

  private place(stack: Stack, parameter: string, id: string) {
    const pem = new CfnParameter(stack, parameter, {
      type: 'String',
      default: none,
      description: `PEM of a public key (RSA 2048) that verifies media cookies; one of the two places may hold “${none}”`,
    }).valueAsString;
    const filled = new CfnCondition(stack, `${parameter}Filled`, {
      expression: Fn.conditionNot(Fn.conditionEquals(pem, none)),
    });
    const key = new PublicKey(this, id, { encodedKey: pem, comment: 'Kurs media cookies' });
    (key.node.defaultChild as CfnPublicKey).cfnOptions.condition = filled;
    const idOrNone = Fn.conditionIf(filled.logicalId, key.publicKeyId, none).toString();
    return { key, filled, pem, id: stack.exportValue(idOrNone, { name: `${stack.stackName}:${parameter}Id` }) };
  }
}
