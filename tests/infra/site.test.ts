import { describe, expect, it } from 'vitest';
import { all, one } from './cloud.ts';

const { properties } = one('AWS::CloudFront::Distribution', 'distribution');
const config = properties.DistributionConfig;
const [api, media, ...moreBehaviors] = config.CacheBehaviors;
const page = config.DefaultCacheBehavior;
const originOf = (behavior: { TargetOriginId: string }) =>
  config.Origins.find((origin: { Id: string }) => origin.Id === behavior.TargetOriginId);
const headersOf = (behavior: { ResponseHeadersPolicyId: string }) => {
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = one(
    'AWS::CloudFront::ResponseHeadersPolicy',
    behavior.ResponseHeadersPolicyId,
  ).properties.ResponseHeadersPolicyConfig;
  const own = Object.fromEntries(
    custom.Items.map((each: { Header: string; Value: string }) => [each.Header, each.Value]),
  );
  return { security, own, csp: security.ContentSecurityPolicy.ContentSecurityPolicy as string };
};
const managed = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  allViewerExceptHost: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
};

/** Runs a CloudFront function from the template. */
function run<Event>(behavior: { FunctionAssociations: { FunctionARN: string }[] }, event: Event) {
  const name = behavior.FunctionAssociations[0]!.FunctionARN.split('.')[0]!;
  const { FunctionCode, FunctionConfig } = one('AWS::CloudFront::Function', name).properties;
  expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
  return new Function('event', `${FunctionCode}\nreturn handler(event);`)(event);
}

describe('security headers', () => {
  it.each([
    ['pages', page],
    ['the API', api],
    ['media', media],
  ])('of %s', (_, behavior) => {
    const { security, own, csp } = headersOf(behavior);
    expect(csp).toMatch(/^default-src 'none';/);
    expect(csp).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    for (const directive of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"])
      expect(csp).toContain(directive);
    expect(security.StrictTransportSecurity).toMatchObject({ IncludeSubdomains: true, Override: true });
    expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(365 * 24 * 3600);
    expect(security.ContentTypeOptions).toEqual({ Override: true });
    expect(security.FrameOptions).toEqual({ FrameOption: 'DENY', Override: true });
    expect(security.ReferrerPolicy).toEqual({ ReferrerPolicy: 'same-origin', Override: true });
    expect(own).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(own['permissions-policy']).toContain('camera=()');
  });
  it('let a page load scripts from itself only, and upload to the content bucket', () => {
    const { csp } = headersOf(page);
    expect(csp).toContain("script-src 'self';");
    expect(csp).toContain("style-src 'self';");
    expect(csp).toContain("connect-src 'self' https://content.RegionalDomainName;");
    expect(headersOf(page).security.ContentSecurityPolicy.Override).toBe(true);
  });
  it('let nothing but our pages run as a page', () => {
    for (const behavior of [api, media]) expect(headersOf(behavior).csp).toMatch(/; sandbox$/);
  });
});

describe('the API behind CloudFront', () => {
  it('is reached with the origin secret, by TLS, and never cached', () => {
    expect(api).toMatchObject({
      PathPattern: '/api/*',
      CachePolicyId: managed.cachingDisabled,
      OriginRequestPolicyId: managed.allViewerExceptHost,
    });
    expect(originOf(api).OriginCustomHeaders).toEqual([
      {
        HeaderName: 'x-origin-secret',
        HeaderValue: '{{resolve:secretsmanager:origin-secret:SecretString:::OriginHeaderVersion}}',
      },
    ]);
    expect(originOf(api).CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });
  it('keeps its own answers: a 404 stays a 404 with its code', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
    expect(api.FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
    expect(api.AllowedMethods).toContain('PATCH');
  });
});

describe('media', () => {
  it('needs the signed cookies of our key', () => {
    expect(media).toMatchObject({ PathPattern: '/media/*', TrustedKeyGroups: ['media-keys'] });
    expect(one('AWS::CloudFront::KeyGroup', 'media-keys').properties.KeyGroupConfig.Items).toEqual([
      { on: 'media-key', off: 'AWS::NoValue' },
      { on: 'media-key-next', off: 'AWS::NoValue' },
    ]);
    const keyOf = (name: string) => one('AWS::CloudFront::PublicKey', name).properties.PublicKeyConfig.EncodedKey;
    expect([keyOf('media-key'), keyOf('media-key-next')]).toEqual(['MediaPublicKey', 'MediaPublicKeyNext']);
  });
  it('cookies are signed with a key whose public half is deployed, in either place', () => {
    const { Variables } = one('AWS::Lambda::Function', 'lectures-api').properties.Environment;
    expect(Variables).toMatchObject({
      MEDIA_KEY_ID: { on: 'media-key', off: 'none' },
      MEDIA_PUBLIC_KEY: 'MediaPublicKey',
      MEDIA_KEY_NEXT_ID: { on: 'media-key-next', off: 'none' },
      MEDIA_PUBLIC_KEY_NEXT: 'MediaPublicKeyNext',
    });
  });
  it('may be kept by a browser once it has it – a refusal may not', () => {
    const answer = (statusCode: number) => run(media, { response: { statusCode, headers: {} } }).headers;
    for (const status of [200, 206])
      expect(answer(status)['cache-control'].value).toBe('private, max-age=31536000, immutable');
    for (const status of [304, 403, 404]) expect(answer(status)).toEqual({});
  });
});

describe('pages', () => {
  const uriOf = (uri: string): string => run(page, { request: { uri } }).uri;
  it.each(['/', '/courses', '/courses/crs_1/lessons/les_2', '/apiary', '/profile/'])('%s is the app', (uri) => {
    expect(uriOf(uri)).toBe('/index.html');
  });
  it.each([
    '/index.html',
    '/sw.js',
    '/assets/index-a1b2c3.js',
    '/api',
    '/api/nowhere',
    '/media/lec/x',
    '/manifest.webmanifest',
  ])('%s is itself', (uri) => {
    expect(uriOf(uri)).toBe(uri);
  });
  it('are kept for ever where the name has a hash, and asked for anew where not', () => {
    const deployments = all('Custom::CDKBucketDeployment').map((each) => each.properties);
    const [hashed, named, ...more] = deployments;
    expect(more).toEqual([]);
    expect(hashed).toMatchObject({
      Include: ['assets/*'],
      Exclude: ['*'],
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(named).toMatchObject({ Exclude: ['assets/*'], SystemMetadata: { 'cache-control': 'no-cache' } });
    for (const each of deployments) expect(each).toMatchObject({ DestinationBucketName: 'site', Prune: false });
  });
});

describe('the distribution', () => {
  it('has these three kinds of address and no more', () => {
    expect(moreBehaviors).toEqual([]);
    expect(config.DefaultRootObject).toBe('index.html');
  });
  it('speaks TLS 1.2 or later under our own name', () => {
    expect(config.ViewerCertificate).toMatchObject({
      MinimumProtocolVersion: 'TLSv1.2_2021',
      AcmCertificateArn: 'CertificateArn',
    });
    for (const behavior of [page, api, media])
      expect(['redirect-to-https', 'https-only']).toContain(behavior.ViewerProtocolPolicy);
  });
  it('reads the buckets by its own signature', () => {
    for (const behavior of [page, media])
      expect(originOf(behavior).OriginAccessControlId).toMatch(/^S3OriginAccessControl\.Id$/);
    for (const { properties: control } of all('AWS::CloudFront::OriginAccessControl')) {
      expect(control.OriginAccessControlConfig).toMatchObject({ SigningBehavior: 'always', SigningProtocol: 'sigv4' });
    }
  });
});
