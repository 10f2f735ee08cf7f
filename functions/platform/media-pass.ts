/** CloudFront signed cookies: they open one lecture version's folder for ten minutes and are sent nowhere else. */
import { getSignedCookies } from '@aws-sdk/cloudfront-signer';
import { environment } from './environment.ts';
import { secret } from './secrets.ts';

export const passSeconds = 600;

/** The cookies for a folder such as `/media/lec/lec_…/1/`. `now` in milliseconds. */
export async function mediaCookies(folder: string, now: number): Promise<string[]> {
  const policy = JSON.stringify({
    Statement: [
      {
        Resource: `${environment('PUBLIC_ORIGIN')}${folder}*`,
        Condition: { DateLessThan: { 'AWS:EpochTime': Math.floor(now / 1000) + passSeconds } },
      },
    ],
  });
  const signed = getSignedCookies({
    policy,
    keyPairId: environment('MEDIA_KEY_ID'),
    privateKey: await secret('MEDIA_KEY_SECRET_ARN'),
  });
  return Object.entries(signed).map(
    ([name, value]) => `${name}=${value}; Path=${folder}; Secure; HttpOnly; SameSite=Strict; Max-Age=${passSeconds}`,
  );
}
