import { describe, expect, it } from 'vitest';
import { all, one, protectedStacks, resources } from './cloud.ts';

const table = one('AWS::DynamoDB::GlobalTable', 'table');
const buckets = all('AWS::S3::Bucket');
const content = one('AWS::S3::Bucket', 'content').properties;

describe('what must not be lost', () => {
  const precious = [
    'AWS::DynamoDB::GlobalTable',
    'AWS::S3::Bucket',
    'AWS::Cognito::UserPool',
    'AWS::SecretsManager::Secret',
  ];
  it.each(resources.filter(({ type }) => precious.includes(type)))(
    '$stack keeps $name when it is deleted or replaced',
    ({ kept }) => {
      expect(kept).toBe(true);
    },
  );

  it('cannot be deleted by a single command', () => {
    expect(protectedStacks).toEqual(['KursData']);
    expect(table.properties.Replicas).toHaveLength(1);
    expect(table.properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
    expect(one('AWS::Cognito::UserPool', 'pool').properties.DeletionProtection).toBe('ACTIVE');
  });

  it('can be restored: the table to any second, content to any version', () => {
    expect(table.properties.Replicas[0].PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(content.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  it('does not expire: only files on their way in and out do, films later than what is left of their parts', () => {
    const rules: { Prefix: string; ExpirationInDays?: number }[] = content.LifecycleConfiguration.Rules;
    const expiring = rules.flatMap(({ Prefix, ExpirationInDays: days }) => (days ? [[Prefix, days]] : []));
    expect(Object.fromEntries(expiring)).toEqual({ 'exports/': 1, 'incoming/': 2, 'uploads/': 9, 'transcripts/': 30 });
    expect(content.LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
    );
    expect(JSON.stringify(one('AWS::S3::Bucket', 'media').properties)).not.toContain('ExpirationInDays');
  });
});

describe('the table', () => {
  it('is encrypted', () => {
    expect(table.properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
  });
  it('forgets sessions and signals by their time to live', () => {
    expect(table.properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });
  it('streams what was and what is', () => {
    expect(table.properties.StreamSpecification.StreamViewType).toBe('NEW_AND_OLD_IMAGES');
  });
  it('costs nothing when nobody learns', () => {
    expect(table.properties.BillingMode).toBe('PAY_PER_REQUEST');
  });
});

describe.each(buckets)('the bucket $name', ({ name, properties }) => {
  const statements = all('AWS::S3::BucketPolicy').find((policy) => policy.properties.Bucket === name)?.properties
    .PolicyDocument.Statement;

  it('is closed to the public', () => {
    expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    const allowed = statements.filter((each: { Effect: string }) => each.Effect === 'Allow');
    for (const each of allowed) expect(each.Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
  });
  it('is encrypted and speaks TLS only', () => {
    expect(properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
    const refusal = {
      Effect: 'Deny',
      Action: 's3:*',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(statements).toContainEqual(expect.objectContaining(refusal));
  });
  it('throws unfinished uploads away, where there are any', () => {
    if (name === 'site') return;
    const rules = properties.LifecycleConfiguration.Rules.map((rule: object) => Object.keys(rule)).flat();
    expect(rules).toContain('AbortIncompleteMultipartUpload');
  });
});

describe('who reaches the buckets from outside', () => {
  it('browsers put into and get from content only from our own pages', () => {
    expect(content.CorsConfiguration.CorsRules).toHaveLength(1);
    expect(content.CorsConfiguration.CorsRules[0]).toMatchObject({
      AllowedOrigins: ['PublicOrigin'],
      AllowedMethods: ['PUT', 'GET'],
    });
    expect(buckets.filter(({ properties }) => properties.CorsConfiguration).map(({ name }) => name)).toEqual([
      'content',
    ]);
  });
  it('CloudFront reads media/ and nothing else of the media bucket, and only our account’s', () => {
    const { properties } = all('AWS::S3::BucketPolicy').find((policy) => policy.path === 'media/Policy')!;
    const allowed = properties.PolicyDocument.Statement.filter((each: { Effect: string }) => each.Effect === 'Allow');
    expect(allowed).toEqual([
      expect.objectContaining({
        Action: 's3:GetObject',
        Resource: 'media.Arn/media/*',
        Condition: { StringLike: { 'AWS:SourceArn': 'arn:AWS::Partition:cloudfront::AWS::AccountId:distribution/*' } },
      }),
    ]);
  });
});

describe('accounts', () => {
  const pool = one('AWS::Cognito::UserPool', 'pool').properties;
  const client = one('AWS::Cognito::UserPoolClient', 'client').properties;

  it('are made by administrators only', () => {
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
  });
  it('need a strong password and may have a second factor', () => {
    expect(pool.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(12);
    expect(pool).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });
  it('take a passkey only where the operator says so', () => {
    expect(pool.Policies.SignInPolicy.AllowedFirstAuthFactors).toEqual({
      on: ['PASSWORD', 'WEB_AUTHN'],
      off: ['PASSWORD'],
    });
    expect(pool.WebAuthnRelyingPartyID.off).toBe('AWS::NoValue');
    expect(one('AWS::Lambda::Function', 'identity-api').properties.Environment.Variables.PASSKEYS_URL).toMatchObject({
      on: expect.stringMatching(/\/passkeys\/add\?client_id=client&redirect_uri=PublicOrigin\/profile$/),
      off: 'off',
    });
  });
  it('let a person’s own token change their account, and nothing else do so', () => {
    expect(client.AllowedOAuthScopes).toContain('aws.cognito.signin.user.admin');
    expect(client.AccessTokenValidity).toBeLessThanOrEqual(15);
  });
  it('keep the address by which Kurs knows them, whatever their own token asks for', () => {
    expect(client.WriteAttributes).toEqual(['locale']);
    expect(pool.UserAttributeUpdateSettings).toEqual({ AttributesRequireVerificationBeforeUpdate: ['email'] });
  });
  it('sign in by code and PKCE: no secret, no implicit flow, back to our own address only', () => {
    expect(client).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
    // the second: back from the page where a passkey is added
    expect(client.CallbackURLs).toEqual(['PublicOrigin/api/identity/callback', 'PublicOrigin/profile']);
    expect(client.LogoutURLs).toEqual(['PublicOrigin/']);
  });
});

describe('secrets', () => {
  it('stand in no template', () => {
    for (const { properties } of all('AWS::SecretsManager::Secret'))
      expect([undefined, 'not set yet']).toContain(properties.SecretString);
  });
});
