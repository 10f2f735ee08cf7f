/** Sign-in: accounts made by administrators only; passwords and second factors live here, roles never. */
import { Aws, CfnCondition, CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { CfnUserPool, CfnUserPoolClient, UserPoolClient, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface AccountsProps {
  publicOrigin: string;
  /** `on` or `off` (a parameter): may people sign in with a passkey? */
  passkeys: string;
}

export class Accounts extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** for other stacks: where who has just signed in adds a passkey, or `off` */
  readonly passkeysUrl: string;

  constructor(scope: Construct, { publicOrigin, passkeys }: AccountsProps) {
    super(scope, 'accounts');
    this.pool = this.addPool();
    const domain = this.pool.addDomain('domain', {
      cognitoDomain: { domainPrefix: `kurs-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.client = this.addClient(publicOrigin);
    // without a style of its own the newer login shows no page at all
    new CfnManagedLoginBranding(this, 'branding', {
      userPoolId: this.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    this.passkeysUrl = this.allowPasskeys(passkeys, domain, publicOrigin);
  }

  private addClient(publicOrigin: string): UserPoolClient {
    // without a secret: the code is bound to the browser by PKCE, and there is no secret to leak
    return this.pool.addClient('client', {
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        // the last lets a person's own token change their second factor; a sign-in asks for it only for that
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE, OAuthScope.COGNITO_ADMIN],
        // the second is where the page for passkeys leads back to
        callbackUrls: [`${publicOrigin}/api/identity/callback`, `${publicOrigin}/profile`],
        logoutUrls: [`${publicOrigin}/`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      // without a list a person's own token could change everything, the address by which we know them too
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      idTokenValidity: Duration.minutes(5),
      // as long as somebody needs to set up a second factor
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(1),
    });
  }

  private addPool(): UserPool {
    const pool = new UserPool(this, 'pool', {
      // the newer login pages, passkeys and “sign in anew” (`prompt=login`) come with this plan
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(pool, {
      COG2: 'A second factor by app is offered, and asked for where somebody administers, not forced: many cadets share devices and have no phone with them in class.',
      COG8: 'The Plus tier costs per person and month; lock-out after wrong passwords is in every tier.',
    });
    return pool;
  }

  /** A passkey belongs to the domain of the sign-in pages. */
  private allowPasskeys(passkeys: string, domain: UserPoolDomain, publicOrigin: string): string {
    const on = new CfnCondition(this, 'passkeys-on', { expression: Fn.conditionEquals(passkeys, 'on') });
    const choose = (yes: unknown, no: unknown) => Fn.conditionIf(on.logicalId, yes, no);
    const pool = this.pool.node.defaultChild as CfnUserPool;
    const factors = choose(['PASSWORD', 'WEB_AUTHN'], ['PASSWORD']);
    pool.addPropertyOverride('Policies.SignInPolicy.AllowedFirstAuthFactors', factors);
    const host = `kurs-${Aws.ACCOUNT_ID}.auth.${Aws.REGION}.amazoncognito.com`;
    pool.addPropertyOverride('WebAuthnRelyingPartyID', choose(host, Aws.NO_VALUE));
    const client = this.client.node.defaultChild as CfnUserPoolClient;
    const flows = choose(['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], Aws.NO_VALUE);
    client.addPropertyOverride('ExplicitAuthFlows', flows);
    const query = `client_id=${this.client.userPoolClientId}&redirect_uri=${publicOrigin}/profile`;
    const url = choose(`${domain.baseUrl()}/passkeys/add?${query}`, 'off').toString();
    // a condition is known to its own stack only: the others import what came of it
    const output = new CfnOutput(this, 'passkeys-url', {
      value: url,
      exportName: `${Stack.of(this).stackName}-passkeys-url`,
    });
    return output.importValue;
  }
}
