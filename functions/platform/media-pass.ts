/** CloudFront signed cookies: they open the folder of one lecture's film for ten minutes and are sent nowhere else. */
import { createPublicKey } from 'node:crypto';
import { getSignedCookies } from '@aws-sdk/cloudfront-signer';
import { environment } from './environment.ts';
import { withSecret } from './secrets.ts';

export const passSeconds = 600;

/** The cookies for a folder such as `/media/lec/lec_…/3f9a…/`. `now` in milliseconds. */
export async function mediaCookies(folder: string, now: number): Promise<string[]> {
  const policy = JSON.stringify({
    Statement: [
      {
        Resource: `${environment('PUBLIC_ORIGIN')}${folder}*`,
        Condition: { DateLessThan: { 'AWS:EpochTime': Math.floor(now / 1000) + passSeconds } },
      },
    ],
  });
  const key = await withSecret('MEDIA_KEY_SECRET_ARN', trusted);
  if (!key) throw new Error('no private key fits a public key that CloudFront trusts');
  const signed = getSignedCookies({ policy, ...key });
  return Object.entries(signed).map(
    ([name, value]) => `${name}=${value}; Path=${folder}; Secure; HttpOnly; SameSite=Strict; Max-Age=${passSeconds}`,
  );
}

/** A private key with the id of its public key, where CloudFront trusts that: while keys are exchanged there are two of each. */
export function trusted(privateKey: string): { keyPairId: string; privateKey: string } | undefined {
  const own = fingerprint(privateKey);
  const { MEDIA_KEY_ID, MEDIA_PUBLIC_KEY, MEDIA_KEY_NEXT_ID, MEDIA_PUBLIC_KEY_NEXT } = process.env;
  const keyPairId = [
    [MEDIA_KEY_ID, MEDIA_PUBLIC_KEY],
    [MEDIA_KEY_NEXT_ID, MEDIA_PUBLIC_KEY_NEXT],
  ].find(([, pem]) => pem && own && fingerprint(pem) === own)?.[0];
  return keyPairId ? { keyPairId, privateKey } : undefined;
}

/** Of the public key, also where a private one is given; undefined for what is no key, such as “not set yet”. */
function fingerprint(pem: string): string | undefined {
  try {
    return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    return undefined;
  }
}
