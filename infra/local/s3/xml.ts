// What S3 says and hears in XML: documents out, documents in, and errors with AWS's own codes.

/** A value `toXml` can write: an array repeats its element, undefined leaves it out. */
export type XmlValue = string | number | boolean | undefined | XmlValue[] | { [name: string]: XmlValue };

/** An element `parseXml` has read. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

// prettier-ignore
const statusOf = {
  AccessDenied: 403, AccessForbidden: 403, AuthorizationHeaderMalformed: 400, AuthorizationQueryParametersError: 400,
  BadDigest: 400, BucketAlreadyOwnedByYou: 409, EntityTooLarge: 400, EntityTooSmall: 400, IncompleteBody: 400,
  InternalError: 500, InvalidAccessKeyId: 403, InvalidArgument: 400, InvalidBucketName: 400, InvalidDigest: 400,
  InvalidPart: 400, InvalidPartOrder: 400, InvalidPolicyDocument: 400, InvalidRange: 416, InvalidRequest: 400,
  InvalidURI: 400, KeyTooLongError: 400, MalformedPOSTRequest: 400, MalformedTrailerError: 400, MalformedXML: 400,
  MetadataTooLarge: 400, MissingContentLength: 411, NoSuchBucket: 404, NoSuchKey: 404,
  NoSuchLifecycleConfiguration: 404, NoSuchUpload: 404, NotImplemented: 501, OperationAborted: 409,
  PreconditionFailed: 412, RequestTimeTooSkewed: 403, SignatureDoesNotMatch: 403, XAmzContentSHA256Mismatch: 400,
} as const;

/** A refusal as S3 words it. */
export class S3Error extends Error {
  readonly code: keyof typeof statusOf;
  readonly status: number;
  readonly details: Record<string, XmlValue>;

  constructor(code: keyof typeof statusOf, message: string, details: Record<string, XmlValue> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = statusOf[code];
    this.details = details;
  }

  /** The body of the answer. */
  toXml(resource: string, requestId: string): string {
    const { code: Code, message: Message, details } = this;
    return toXml('Error', { Code, Message, ...details, Resource: resource, RequestId: requestId, HostId: 'local' });
  }
}

// Control characters travel as references: S3 allows them in keys, and parsers fold a bare CR.
const escapeXml = (text: string): string =>
  text.replace(/[&<>"'\u0000-\u001f]/g, (character) => `&#${character.charCodeAt(0)};`);

function element(name: string, value: XmlValue, attributes = ''): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  const inside =
    typeof value !== 'object'
      ? escapeXml(String(value))
      : Object.entries(value)
          .map(([child, content]) => element(child, content))
          .join('');
  return `<${name}${attributes}>${inside}</${name}>`;
}

/** A whole document, elements in the order of the object's keys. */
export function toXml(name: string, value: XmlValue): string {
  const attributes = name === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value, attributes)}`;
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    name === undefined ? String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)) : (named.get(name) ?? whole),
  );

/** Reads the small XML that S3 clients send: elements and text; no DTD, no CDATA, attributes are skipped. */
export function parseXml(source: string, rootName: string): XmlElement {
  const top: XmlElement = { name: '', text: '', children: [] };
  const open = [top];
  for (const [, closing, name, selfClosing, text] of source
    .replace(/^\uFEFF?\s*<\?[^>]*\?>/, '')
    .matchAll(/<(\/?)([\w:.-]+)[^<>]*?(\/?)>|([^<]+|<)/g)) {
    const current = open.at(-1);
    if (!current || text === '<') throw malformed();
    if (name === undefined) current.text += unescapeXml(text ?? '');
    else if (closing) {
      if (open.pop()?.name !== name) throw malformed();
    } else {
      const child: XmlElement = { name, text: '', children: [] };
      current.children.push(child);
      if (!selfClosing) open.push(child);
    }
  }
  const root = top.children[0];
  if (open.length !== 1 || root?.name !== rootName) throw malformed();
  return root;
}

export const malformed = (): S3Error =>
  new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

/** The texts of the direct children of that name. */
export const textsOf = (parent: XmlElement, name: string): string[] =>
  parent.children.filter((child) => child.name === name).map((child) => child.text);
