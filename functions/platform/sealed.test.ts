import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const now = 1_800_000_000_000;
/** answers every secret alike, as the key is not what is looked at here */
const secrets = createServer((_request, response) => response.end(JSON.stringify({ SecretString: 'a secret' })));
let { seal, unseal } = {} as typeof import('./sealed.ts');

beforeAll(async () => {
  await new Promise<void>((resolve) => secrets.listen(0, '127.0.0.1', resolve));
  const { port } = secrets.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'unit',
    AWS_SECRET_ACCESS_KEY: 'unit',
    CURSOR_SECRET_ARN: 'arn:unit',
  });
  ({ seal, unseal } = await import('./sealed.ts'));
});
afterAll(() => void secrets.close());

describe('what a browser keeps for us', () => {
  it('opens for its purpose until its time', async () => {
    const sealed = await seal('a token', 'factor per_1', now + 1000);
    expect(sealed).not.toContain('token');
    expect(await unseal(sealed, 'factor per_1', now)).toBe('a token');
    expect(await unseal(sealed, 'factor per_1', now + 1000)).toBeUndefined();
  });
  it('opens for nobody else and nothing else, and not when it was touched', async () => {
    const sealed = await seal('a token', 'factor per_1', now + 1000);
    expect(await unseal(sealed, 'factor per_2', now)).toBeUndefined();
    for (const place of [0, 20, sealed.length - 2]) {
      const touched = sealed.slice(0, place) + (sealed[place] === 'A' ? 'B' : 'A') + sealed.slice(place + 1);
      expect(await unseal(touched, 'factor per_1', now), String(place)).toBeUndefined();
    }
    for (const other of [undefined, '', 'abc', sealed.slice(4)])
      expect(await unseal(other, 'factor per_1', now)).toBeUndefined();
  });
});
