// Uploads by a browser's form: the policy, the fields, the file.
import {
  type Answer,
  type Call,
  checkFeatures,
  checkKey,
  described,
  measuredMeta,
  nothing,
  quoted,
  unpromised,
  xmlAnswer,
} from './call.ts';
import { ByteReader, measured } from './payload.ts';
import { authenticateForm } from './signature.ts';
import type { Meta, Source } from './store.ts';
import { S3Error } from './xml.ts';

/** A browser's form; its signature is in its policy, so it is proven here and not in front. */
export async function postObject(call: Call): Promise<Answer> {
  const { cloud, bucket, headers, body } = call;
  const { fields, fileName, file } = await readForm(body, headers.get('content-type') ?? '');
  const caller = authenticateForm(fields, cloud.verifier);
  const { least, most } = checkPolicy(fields, bucket.name, cloud.verifier.now);
  const key = (fields.get('key') ?? '').replaceAll('${filename}', fileName);
  checkKey(key);
  checkFeatures([...fields.keys()]);
  const strange = [...fields.keys()].find((name) =>
    /^(success_action_redirect|tagging|acl|x-amz-checksum-.*)$/.test(name),
  );
  if (!key || strange)
    throw new S3Error('NotImplemented', `A form needs a key and cannot have ${strange ?? 'none'} here`);
  cloud.authorise(caller, 's3:PutObject', bucket.name, key);
  const received = nothing();
  const limited = withinLimits(measured(file, unpromised, received), least, most);
  const facts = described({ key, headers: fields });
  const describe = (): Meta => ({ ...facts, ...measuredMeta(received, call.cloud) });
  const { etag } = await bucket.storeObject(limited, describe, () => undefined);
  const status = Number(fields.get('success_action_status'));
  if (status !== 201) return { status: status === 200 ? 200 : 204, headers: { etag: quoted(etag) } };
  return {
    status,
    ...xmlAnswer('PostResponse', { Bucket: bucket.name, Key: key, ETag: quoted(etag) }, { etag: quoted(etag) }),
  };
}

async function* withinLimits(source: Source, least: number, most: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > most)
      throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
        MaxSizeAllowed: most,
      });
    yield piece;
  }
  if (size < least)
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
}

/** Holds a form against its policy; every field has to be covered. Answers the sizes the file may have. */
export function checkPolicy(
  fields: ReadonlyMap<string, string>,
  bucket: string,
  now: number,
): { least: number; most: number } {
  const refuse = (why: string): never => {
    throw new S3Error('AccessDenied', `Invalid according to Policy: ${why}`);
  };
  const { expiration, conditions } = readPolicy(fields.get('policy') ?? '');
  if (!(Date.parse(expiration) > now)) refuse('Policy expired.');
  const uncovered = new Set([...fields.keys()].filter((name) => !/^(policy|x-amz-signature|x-ignore-.*)$/.test(name)));
  const size = { least: 0, most: 5 * 2 ** 30 };
  for (const condition of conditions.flatMap(spread)) {
    const [kind, subject, value] = condition;
    if (kind === 'content-length-range') {
      Object.assign(size, { least: Number(subject), most: Number(value) });
      if (!(size.least <= size.most))
        throw new S3Error('InvalidPolicyDocument', 'Invalid Policy: Invalid content-length-range.');
      continue;
    }
    const name = String(subject).replace(/^\$/, '').toLowerCase();
    const actual = name === 'bucket' ? bucket : (fields.get(name) ?? '');
    const holds = kind === 'eq' ? actual === value : kind === 'starts-with' && actual.startsWith(String(value));
    if (!holds) refuse(`Policy Condition failed: ${JSON.stringify(condition)}`);
    uncovered.delete(name);
  }
  if (uncovered.size > 0) refuse(`Extra input fields: ${[...uncovered].join(', ')}`);
  return size;
}

const spread = (condition: unknown): unknown[][] =>
  Array.isArray(condition)
    ? [condition as unknown[]]
    : Object.entries(Object(condition) as Record<string, unknown>).map(([name, value]) => ['eq', `$${name}`, value]);

function readPolicy(base64: string): { expiration: string; conditions: unknown[] } {
  try {
    const policy = JSON.parse(Buffer.from(base64, 'base64').toString()) as {
      expiration?: unknown;
      conditions?: unknown;
    };
    if (typeof policy.expiration === 'string' && Array.isArray(policy.conditions)) {
      return { expiration: policy.expiration, conditions: policy.conditions };
    }
  } catch {
    /* told below */
  }
  throw new S3Error('InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
}

/** A browser's upload form: the fields before the file, then the file itself. */
export async function readForm(
  source: AsyncIterable<Buffer>,
  contentType: string,
): Promise<{ fields: Map<string, string>; fileName: string; file: AsyncIterable<Buffer> }> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary)
    throw new S3Error('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
  const reader = new ByteReader(source);
  const fields = new Map<string, string>();
  await reader.before(`--${boundary}`);
  while ((await reader.before('\r\n')) === '') {
    const head = await reader.before('\r\n\r\n');
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1]?.toLowerCase() ?? '';
    if (name === 'file') {
      const fileName = /filename="([^"]*)"/i.exec(head)?.[1] ?? '';
      return { fields, fileName, file: reader.until(`\r\n--${boundary}`) };
    }
    if (fields.size >= 100) break;
    fields.set(name, await reader.before(`\r\n--${boundary}`));
  }
  throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
}
