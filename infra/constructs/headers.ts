/** Response headers: what a browser may do with a page of ours, and with everything that is not a page. */
import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

const pagePolicy = (contentOrigin: string) => ({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  // uploads go straight to the content bucket
  'connect-src': `'self' ${contentOrigin}`,
  // authors watch the film they brought while they write its captions
  'media-src': `'self' blob: ${contentOrigin}`,
  'font-src': "'self' data:",
  'worker-src': "'self' blob:",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
});

/** Nothing that is not a page of ours may ever run as one. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** For the single-page app. */
export function pageHeaders(scope: Construct, contentOrigin: string): ResponseHeadersPolicy {
  const directives = Object.entries(pagePolicy(contentOrigin)).map(([name, value]) => `${name} ${value}`);
  return policy(scope, 'page-headers', directives.join('; '), true);
}

/** For the API and media; a function may say something stricter or, for a file it serves, something of its own. */
export const dataHeaders = (scope: Construct): ResponseHeadersPolicy =>
  policy(scope, 'data-headers', dataPolicy, false);

function policy(scope: Construct, id: string, csp: string, override: boolean): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: { ...security, contentSecurityPolicy: { contentSecurityPolicy: csp, override } },
    customHeadersBehavior: {
      customHeaders: Object.entries(custom).map(([header, value]) => ({ header, value, override: true })),
    },
  });
}

const custom = {
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const security: ResponseSecurityHeadersBehavior = {
  strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  // not `no-referrer`: that could also blank the Origin header our cross-site check reads
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
};
