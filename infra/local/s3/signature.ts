// Who sent a request: Signature Version 4 in header, query and form.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './xml.ts';

/** A request taken apart: path and query decoded, header names in lower case. */
export interface SignedRequest {
  method: string;
  path: string;
  query: readonly (readonly [name: string, value: string])[];
  headers: ReadonlyMap<string, string>;
}

/** What signatures are checked with. */
export interface Verifier {
  region: string;
  secretOf: (accessKeyId: string) => string | undefined;
  now: number;
}

/** A proven caller, with what its signed chunks continue from. */
export interface Caller {
  accessKeyId: string;
  payloadHash: string;
  signature: string;
  stamp: string;
  scope: string;
  signingKey: Buffer;
}

interface Claim {
  credential: string;
  signedHeaders: string[];
  signature: string;
  stamp: string;
  /** Absent in a form. */
  payloadHash?: string;
  lifetimeSeconds?: number;
}

export const algorithm = 'AWS4-HMAC-SHA256';
const skewMilliseconds = 15 * 60_000;
export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
export const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));

/** Percent-encoding as AWS means it: all but letters, digits and `-._~`. */
export const uriEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Proves who signed a request by header or by query, or throws the refusal AWS gives. */
export function authenticate(request: SignedRequest, verifier: Verifier): Caller {
  const byQuery = request.query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm');
  const byHeader = request.headers.has('authorization');
  if (!byQuery && !byHeader) throw new S3Error('AccessDenied', 'Access Denied');
  if (byQuery && byHeader) throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed');
  const claim = byQuery ? claimInQuery(request) : claimInHeader(request);
  checkTime(claim, verifier.now);
  checkSignedHeaders(claim, request);
  const canonical = canonicalRequest(request, claim);
  return prove(claim, sha256(canonical), verifier, byQuery, { CanonicalRequest: canonical });
}

function claimInHeader({ headers }: SignedRequest): Claim {
  const authorization = headers.get('authorization') ?? '';
  const [, credential, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  if (!credential || !names || !signature) {
    throw new S3Error('AuthorizationHeaderMalformed', 'The authorization header is malformed.');
  }
  const payloadHash = headers.get('x-amz-content-sha256');
  if (!payloadHash)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  return {
    credential,
    signedHeaders: names.split(';'),
    signature,
    payloadHash,
    stamp: headers.get('x-amz-date') ?? '',
  };
}

function claimInQuery({ query, headers }: SignedRequest): Claim {
  const value = (name: string): string => query.find(([other]) => other === name)?.[1] ?? '';
  const lifetimeSeconds = Number(value('X-Amz-Expires') || NaN);
  const problem =
    value('X-Amz-Algorithm') !== algorithm
      ? 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"'
      : !(lifetimeSeconds >= 0 && lifetimeSeconds <= 604_800)
        ? 'X-Amz-Expires must be less than a week (in seconds)'
        : !value('X-Amz-SignedHeaders') || !value('X-Amz-Credential')
          ? 'Query-string authentication needs all its parameters'
          : undefined;
  if (problem) throw new S3Error('AuthorizationQueryParametersError', problem);
  return {
    credential: value('X-Amz-Credential'),
    signedHeaders: value('X-Amz-SignedHeaders').split(';'),
    signature: value('X-Amz-Signature'),
    stamp: value('X-Amz-Date'),
    lifetimeSeconds,
    payloadHash: headers.get('x-amz-content-sha256') ?? (value('X-Amz-Content-Sha256') || 'UNSIGNED-PAYLOAD'),
  };
}

function checkTime({ stamp, lifetimeSeconds }: Claim, now: number): void {
  const signed = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(signed) || stamp.length !== 16) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  }
  if (lifetimeSeconds === undefined) {
    if (Math.abs(now - signed) <= skewMilliseconds) return;
    const message = 'The difference between the request time and the current time is too large.';
    throw new S3Error('RequestTimeTooSkewed', message, { RequestTime: stamp, ServerTime: new Date(now).toISOString() });
  }
  if (signed > now + skewMilliseconds) throw new S3Error('AccessDenied', 'Request is not yet valid');
  const expires = signed + lifetimeSeconds * 1000;
  if (now > expires)
    throw new S3Error('AccessDenied', 'Request has expired', { Expires: new Date(expires).toISOString() });
}

function checkSignedHeaders({ signedHeaders }: Claim, { headers }: SignedRequest): void {
  const unsigned = ['host', ...headers.keys()].filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name),
  );
  // A presigned URL may carry the payload's hash beside it; every other x-amz header changes what is done.
  if (unsigned.every((name) => name === 'x-amz-content-sha256')) return;
  const message = 'There were headers present in the request which were not signed';
  throw new S3Error('AccessDenied', message, { HeadersNotSigned: unsigned.join(', ') });
}

function canonicalRequest({ method, path, query, headers }: SignedRequest, claim: Claim): string {
  const parameters = query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return [
    method,
    path.split('/').map(uriEncode).join('/'),
    parameters.map((pair) => pair.join('=')).join('&'),
    ...claim.signedHeaders.map((name) => `${name}:${(headers.get(name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payloadHash,
  ].join('\n');
}

/** Checks the claimed signature of `digest`: of a request in its frame of time and scope, of a form's policy as it is. */
export function prove(claim: Claim, digest: string, verifier: Verifier, byQuery: boolean, details = {}): Caller {
  const { credential, stamp, payloadHash, signature } = claim;
  const [accessKeyId = '', ...rest] = credential.split('/');
  const scope = `${stamp.slice(0, 8)}/${verifier.region}/s3/aws4_request`;
  if (rest.join('/') !== scope) {
    const code = byQuery ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
    throw new S3Error(code, `The credential must be KEY/${scope}`);
  }
  const secret = verifier.secretOf(accessKeyId);
  if (secret === undefined) {
    throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  }
  const signingKey = scope.split('/').reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  const text = payloadHash === undefined ? digest : [algorithm, stamp, scope, digest].join('\n');
  if (!same(hmac(signingKey, text).toString('hex'), signature)) throw forged(details);
  return { accessKeyId, payloadHash: payloadHash ?? '', signature, stamp, scope, signingKey };
}

export const forged = (details = {}): S3Error => {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  return new S3Error('SignatureDoesNotMatch', message, details);
};

/** Proves who signed a form's policy. */
export function authenticateForm(fields: ReadonlyMap<string, string>, verifier: Verifier): Caller {
  const field = (name: string): string => fields.get(name) ?? '';
  if (!fields.has('policy') || field('x-amz-algorithm') !== algorithm)
    throw new S3Error('AccessDenied', 'Access Denied');
  const [credential, signature, stamp] = [field('x-amz-credential'), field('x-amz-signature'), field('x-amz-date')];
  return prove({ credential, signature, stamp, signedHeaders: [] }, field('policy'), verifier, true);
}
