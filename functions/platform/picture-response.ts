/** A picture as every room serves it: never as a page, whatever its bytes are, and for good. */
import { content } from './blobs.ts';

export async function pictureResponse({ sha256, type }: { sha256: string; type: string }): Promise<Response> {
  return new Response((await content(sha256)) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
}
