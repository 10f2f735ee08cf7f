/** One origin for browsers: the single-page app, the API and the media behind one CloudFront distribution. */
import { CfnOutput, CfnParameter, Fn, Stack, Validations, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution, HttpVersion, PriceClass, SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Behaviors } from '../constructs/behaviors.ts';
import { siteBucket } from '../constructs/buckets.ts';
import { deploySite } from '../constructs/site-files.ts';
import type { AppStack } from './app.ts';
import type { DataStack } from './data.ts';

export interface SiteStackProps extends StackProps {
  data: DataStack;
  app: AppStack;
  webDir: string;
}

export class SiteStack extends Stack {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { data, app, webDir, ...props }: SiteStackProps) {
    super(scope, id, props);
    Validations.of(this).acknowledge({
      id: '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      reason: 'The data stack’s bucket policy lets the account’s distributions read media/.',
    });
    const site = siteBucket(this);
    const behaviors = new Behaviors(this, {
      site,
      data,
      api: app.gateway.api,
      originHeaderVersion: this.originHeaderVersion(),
    });
    this.distribution = new Distribution(this, 'distribution', {
      comment: 'Kurs',
      domainNames: [Fn.select(1, Fn.split('://', data.publicOrigin))],
      certificate: Certificate.fromCertificateArn(this, 'certificate', this.certificateArn()),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      defaultRootObject: 'index.html',
      defaultBehavior: behaviors.page,
      additionalBehaviors: { '/api/*': behaviors.api, '/media/*': behaviors.media },
    });
    acknowledge(this.distribution, reasons);
    deploySite(this, site, webDir);
    new CfnOutput(this, 'DistributionDomainName', {
      description: 'Point the name in PublicOrigin here (CNAME or alias)',
      value: this.distribution.distributionDomainName,
    });
  }

  /** Without it CloudFormation would not notice that the secret has a new value. */
  private originHeaderVersion(): string {
    return new CfnParameter(this, 'OriginHeaderVersion', {
      type: 'String',
      default: '',
      description: 'Version of the origin secret that CloudFront shows, as `npm run ops -- rotate origin` names it',
    }).valueAsString;
  }

  private certificateArn(): string {
    return new CfnParameter(this, 'CertificateArn', {
      type: 'String',
      description: 'Certificate for the host in PublicOrigin; CloudFront takes it from us-east-1 only',
      allowedPattern: 'arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/.+',
    }).valueAsString;
  }
}

const reasons = {
  CFR1: 'Officers on mission abroad learn too; who may enter is decided by the session, not by the country.',
  CFR2: 'A web firewall costs about 10 USD a month even when idle; the gateway throttles, every input is parsed by its contract. Not yet.',
  CFR3: 'Access logs would keep addresses and sign-in codes; the gateway logs each request without either.',
};
