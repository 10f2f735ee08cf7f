/** Pictures and files of an academy: the way in, what is refused, what is kept, who sees it. */
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { fileTypes } from '#contracts/media.ts';
import { media, type Media } from '#contracts/media.ts';
import { organisations } from '#contracts/organisations.ts';
import { sha256 } from '../support/bundle.ts';
import {
  announced,
  checked,
  newFile,
  plainPicture,
  saidToBe,
  send,
  sendAndCheck,
  type Upload,
} from '../support/media.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  isKept,
  nationalAdmin,
  newId,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let colleague: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  colleague = await signIn((await createPerson(tree.academyId, ['reviewer'])).login);
});

const picture = (data: Uint8Array, more: Partial<Upload> = {}) =>
  sendAndCheck(author, { organisationId: tree.academyId, kind: 'picture', data, ...more });
const file = (data: Uint8Array, type: (typeof fileTypes)[number], more: Partial<Upload> = {}) =>
  sendAndCheck(author, { organisationId: tree.academyId, kind: 'file', data, type, ...more });
const ended = ({ state, failure }: Media) => failure ?? state;
const start = (client: TestClient, upload: Omit<Upload, 'organisationId'>) =>
  client.reply(media.startUpload, { body: announced({ organisationId: tree.academyId, ...upload }) });
const content = async (client: TestClient, { id }: Pick<Media, 'id'>, hash: string) =>
  client.fetch(`/api/media/${id}/pictures/${hash}`);
const library = async (kind: Media['kind'], q?: string, client = author) =>
  client.call(media.library, {
    params: { organisationId: tree.academyId },
    query: { kind, ...(q === undefined ? {} : { q }) },
  });

describe('a picture', () => {
  it('is kept as AVIF and WebP in its own and smaller widths, and the original is not', async () => {
    const data = await plainPicture(1500, 1000).jpeg().toBuffer();
    const made = await picture(data, { type: 'image/jpeg', name: 'Периметр.jpg' });
    expect(made).toMatchObject({ state: 'ready', name: 'Периметр.jpg', width: 1500, height: 1000, mayChange: true });
    expect(made.variants.map(({ type, width }) => `${type.slice(6)} ${width}`)).toEqual(
      [1500, 1024, 640, 320].flatMap((width) => [`avif ${width}`, `webp ${width}`]),
    );
    expect(made.bytes).toBe(made.variants.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(await isKept(sha256(data))).toBe(false);
  });

  it('is served as a picture and never as a page, for good', async () => {
    const made = await picture(await plainPicture(64, 32).png().toBuffer());
    for (const { sha256: hash, type, width, bytes } of made.variants) {
      const answer = await content(colleague, made, hash);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': type,
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
      });
      const data = Buffer.from(await answer.arrayBuffer());
      expect([data.byteLength, sha256(data)]).toEqual([bytes, hash]);
      expect(await sharp(data).metadata()).toMatchObject({ width, height: 32 });
    }
  });

  it('is turned as its camera was held, and tells no place and no camera', async () => {
    const told = await plainPicture(60, 40)
      .withExif({ IFD0: { Make: 'Фотоапарат', Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const made = await picture(told, { type: 'image/jpeg' });
    expect([made.width, made.height]).toEqual([40, 60]);
    const kept = Buffer.from(await (await content(author, made, made.variants[0]!.sha256)).arrayBuffer());
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  });

  it('may have the wrong ending: what counts are its bytes', async () => {
    const data = await plainPicture(10, 10).webp().toBuffer();
    expect(ended(await picture(data, { type: 'image/jpeg' }))).toBe('ready');
  });

  it('loses whatever else was hidden in its bytes', async () => {
    const page = '<script>alert(1)</script>';
    const data = Buffer.concat([await plainPicture(10, 10).png().toBuffer(), Buffer.from(page)]);
    const made = await picture(data);
    expect(made.state).toBe('ready');
    for (const { sha256: hash } of made.variants)
      expect(await (await content(author, made, hash)).text()).not.toContain('script');
  });
});

describe('refused by its bytes', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

  it.each([
    ['a drawing with a script', Buffer.from(svg), 'mediaTypeRefused'],
    ['a page', Buffer.from('<!doctype html><img src=x onerror=alert(1)>'), 'mediaTypeRefused'],
    ['a document called a picture', Buffer.from(pdf), 'mediaTypeRefused'],
    ['a kind of picture we do not take', gif, 'mediaTypeRefused'],
    ['nothing but a signature', Buffer.from('89504e470d0a1a0a', 'hex'), 'mediaTypeRefused'],
  ] as const)('%s', async (_, data, code) => {
    expect(ended(await picture(data, { name: 'невинне.png' }))).toBe(code);
    expect(await isKept(sha256(data))).toBe(false);
  });

  it('100 megapixels, by the header alone', async () => {
    const large = saidToBe(10_000, 10_000, await plainPicture(10, 10).png().toBuffer());
    expect(ended(await picture(large))).toBe('mediaTooLarge');
  });

  it('a moving picture', async () => {
    const frames = Buffer.concat([Buffer.alloc(300, 0), Buffer.alloc(300, 255)]);
    const raw = { width: 10, height: 20, channels: 3, pageHeight: 10 } as const;
    const moving = await sharp(frames, { raw })
      .webp({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    expect(ended(await picture(moving, { type: 'image/webp' }))).toBe('mediaTypeRefused');
  });

  it('a picture that breaks off', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const rough = sharp({ create: { width: 300, height: 300, channels: 3, background: '#888', noise } });
    for (const [type, whole] of [
      ['image/jpeg', await rough.clone().jpeg().toBuffer()],
      ['image/png', await rough.clone().png().toBuffer()],
    ] as const)
      expect(ended(await picture(whole.subarray(0, whole.length / 2), { type })), type).toBe('mediaDamaged');
  });

  it('a page or other things called text', async () => {
    for (const text of [svg, pdf, 'рядок\u0000рядок', '\uFEFF<html>'])
      expect(ended(await file(Buffer.from(text), 'text/plain')), text).toBe('mediaTypeRefused');
    expect(ended(await file(Buffer.from([0xd0, 0x20]), 'text/csv'))).toBe('mediaTypeRefused');
  });

  it('an archive called a document, one with macros, one with more behind it', async () => {
    const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const types = `<Types><Override PartName="/word/document.xml" ContentType="${docx}.main+xml"/></Types>`;
    const parts = { '[Content_Types].xml': strToU8(types), 'word/document.xml': strToU8('<w:document/>') };
    const good = zipSync(parts);
    expect(ended(await file(good, docx))).toBe('ready');
    expect(ended(await file(zipSync({ 'a.txt': strToU8('a') }), docx))).toBe('mediaTypeRefused');
    expect(ended(await file(zipSync({ ...parts, 'word/vbaProject.bin': strToU8('x') }), docx))).toBe(
      'mediaTypeRefused',
    );
    expect(ended(await file(Buffer.concat([good, Buffer.from('<script>')]), docx))).toBe('mediaDamaged');
  });
});

describe('a file', () => {
  it('is saved under its name, from an address of its own that does nothing else', async () => {
    const data = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
    const made = await file(data, 'application/pdf', { name: 'Пам’ятка "1"; a=/../b.pdf' });
    expect(made).toMatchObject({ state: 'ready', type: 'application/pdf', bytes: data.byteLength, variants: [] });
    const answer = await colleague.fetch(`/api/media/${made.id}/file`);
    expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([302, 'nosniff']);
    const address = answer.headers.get('location')!;
    const saved = await fetch(address);
    expect(saved.headers.get('content-type')).toBe('application/pdf');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''%/);
    expect(sha256(Buffer.from(await saved.arrayBuffer()))).toBe(sha256(data));
    for (const other of [
      address.replace('attachment', 'inline'),
      address.replace('application%2Fpdf', 'text%2Fhtml'),
    ]) {
      expect(other).not.toBe(address);
      expect((await fetch(other)).status).toBe(403);
    }
  });

  it('in any of the four languages is taken as it is', async () => {
    const text = Buffer.from('ПІБ;Дата\nҚожа Ғ.;22.11.2026\n');
    expect(ended(await file(text, 'text/csv'))).toBe('ready');
    expect(await isKept(sha256(text))).toBe(true);
  });

  it('is no picture, and a picture is no file', async () => {
    const [text, drawn] = [
      await newFile(author, tree.academyId),
      await picture(await plainPicture(9, 9).png().toBuffer()),
    ];
    expect((await author.fetch(`/api/media/${drawn.id}/file`)).status).toBe(404);
    expect((await content(author, { id: text }, drawn.variants[0]!.sha256)).status).toBe(404);
  });
});

describe('the way in', () => {
  it('is open to bytes of the announced kind and size only', async () => {
    const data = Buffer.from('дані');
    expect(outcome(await start(author, { kind: 'picture', data, type: 'application/pdf' }))).toBe('mediaTypeRefused');
    expect(outcome(await start(author, { kind: 'file', data, type: 'image/png' }))).toBe('mediaTypeRefused');
    expect(outcome(await start(author, { kind: 'picture', data, type: 'image/svg+xml' }))).toBe('invalid');
    const large = announced({ organisationId: tree.academyId, kind: 'picture', data });
    const body = { ...large, bytes: 21 * 1024 * 1024 };
    expect(outcome(await author.reply(media.startUpload, { body }))).toBe('mediaTooLarge');
  });

  it('gives out nothing before it is checked, and completes nothing that is not there', async () => {
    const upload = { kind: 'picture', data: await plainPicture(8, 8).png().toBuffer() } as const;
    const { body } = await start(author, upload);
    const params = { mediaId: body.media.id };
    expect(body.media.state).toBe('waiting');
    expect(outcome(await author.reply(media.completeUpload, { params }))).toBe('mediaIncomplete');
    expect((await library('picture')).items.map(({ id }) => id)).not.toContain(params.mediaId);
    expect(outcome(await colleague.reply(media.media, { params }))).toBe('notFound');
  });

  it('takes no other bytes than those announced', async () => {
    const data = Buffer.from('announced');
    const { body } = await start(author, { kind: 'file', data });
    const { url, headers } = body.upload!;
    expect((await fetch(url, { method: 'PUT', headers, body: 'something' })).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(url, { method: 'PUT', headers, body: data })).status).toBe(200);
  });

  it('walked twice is walked once', async () => {
    const upload = { organisationId: tree.academyId, kind: 'file', data: Buffer.from(newId('media')) } as const;
    const { id } = await send(author, upload);
    const again = await author.call(media.startUpload, { body: announced({ ...upload, id }) });
    expect(again.upload).not.toBeNull();
    const complete = () => author.reply(media.completeUpload, { params: { mediaId: id } });
    const both = await Promise.all([complete(), complete()]);
    expect(both.map(outcome)).toEqual([200, 200]);
    expect(ended(await checked(author, id))).toBe('ready');
    expect((await complete()).body.state).toBe('ready');
    expect((await author.call(media.startUpload, { body: announced({ ...upload, id }) })).upload).toBeNull();
  });

  it('is its owner’s: nobody else completes it, or takes its id', async () => {
    const upload = { organisationId: tree.academyId, kind: 'file', data: Buffer.from('моє') } as const;
    const { id } = await send(author, upload);
    const administrator = await signIn(tree.admin.login);
    for (const other of [colleague, administrator])
      expect(outcome(await other.reply(media.completeUpload, { params: { mediaId: id } }))).toBe('notFound');
    const body = announced({ ...upload, id });
    expect(outcome(await colleague.reply(media.startUpload, { body }))).toBe('idTaken');
    const changed = announced({ ...upload, id, data: Buffer.from('інше') });
    expect(outcome(await author.reply(media.startUpload, { body: changed }))).toBe('idTaken');
  });

  it('can be left before its end', async () => {
    const { id } = await send(author, { organisationId: tree.academyId, kind: 'file', data: Buffer.from('геть') });
    await author.call(media.removeMedia, { params: { mediaId: id } });
    expect(outcome(await author.reply(media.completeUpload, { params: { mediaId: id } }))).toBe('notFound');
  });
});

describe('the room of an academy', () => {
  async function setQuota(storageQuotaBytes: number | null): Promise<void> {
    const [national, at] = [await nationalAdmin(), { params: { organisationId: tree.academyId } }];
    const { revision } = await national.call(organisations.organisation, at);
    await national.call(organisations.changeOrganisation, { ...at, body: { storageQuotaBytes, revision } });
  }
  const text = (bytes: number) => Buffer.from(newId('media').padEnd(bytes, '.'));
  const exceeded = async (data: Buffer) => {
    const { body } = await start(author, { kind: 'file', data });
    return body.error;
  };

  it('is asked for when an upload is announced, and taken when it is there', async () => {
    await settled();
    await setQuota(0);
    const { details } = (await exceeded(text(100)))!;
    const used = Number(details!['usedBytes']);
    expect(used).toBeGreaterThan(0);
    await setQuota(used + 1000);
    const two = [await send(author, { organisationId: tree.academyId, kind: 'file', data: text(600) })];
    two.push(await send(author, { organisationId: tree.academyId, kind: 'file', data: text(600) }));
    const ends = await Promise.all(
      two.map(({ id }) => author.reply(media.completeUpload, { params: { mediaId: id } })),
    );
    expect(ends.map((each) => String(outcome(each))).sort()).toEqual(['200', 'quotaExceeded']);
    await settled();
    expect((await exceeded(text(401)))?.details).toMatchObject({ usedBytes: `${used + 600}`, neededBytes: '401' });
    await setQuota(null);
  });

  it('is given back for what is refused, and what a picture shrinks by', async () => {
    const usedNow = async () => {
      await settled();
      await setQuota(0);
      const { details } = (await exceeded(text(100)))!;
      await setQuota(null);
      return Number(details!['usedBytes']);
    };
    const before = await usedNow();
    await picture(Buffer.from('%PDF-1.7'));
    expect(await usedNow()).toBe(before);
    const { bytes } = await picture(await plainPicture(100, 100).png().toBuffer());
    expect(await usedNow()).toBe(before + bytes);
  });
});

describe('the library', () => {
  it('shows the newest first, and by the beginning of a name', async () => {
    const mark = newId('media').slice(-6);
    const [second, first] = [
      await newFile(author, tree.academyId, `${mark} Їжак.txt`),
      await newFile(author, tree.academyId, `${mark} Єнот.txt`),
    ];
    await settled();
    expect((await library('file')).items.slice(0, 2).map(({ id }) => id)).toEqual([first, second]);
    expect((await library('file', mark.toLowerCase())).items.map(({ id }) => id)).toEqual([first, second]);
    expect((await library('file', `${mark} ї`)).items.map(({ id }) => id)).toEqual([second]);
    expect((await library('picture', mark)).items).toEqual([]);
  });

  it('comes in pages', async () => {
    const academyId = (await createAcademyTree()).academyId;
    const owner = await signIn((await createPerson(academyId, ['instructor'])).login);
    const made = new Set<string>();
    for (let at = 0; at < 25; at += 5)
      for (const id of await Promise.all([1, 2, 3, 4, 5].map((each) => newFile(owner, academyId, `Файл ${at + each}`))))
        made.add(id);
    await settled();
    const params = { organisationId: academyId };
    const first = await owner.call(media.library, { params, query: { kind: 'file' } });
    const cursor = first.next!;
    const second = await owner.call(media.library, { params, query: { kind: 'file', cursor } });
    expect(second.next).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id))).toEqual(made);
    const elsewhere = await author.reply(media.library, {
      params: { organisationId: tree.academyId },
      query: { kind: 'file', cursor },
    });
    expect(outcome(elsewhere)).toBe('cursorInvalid');
  }, 120_000);

  it('lets its owner and the administrator rename and remove; who only uses it may not', async () => {
    const mediaId = await newFile(author, tree.academyId, 'Стара назва');
    const params = { mediaId };
    expect(await colleague.call(media.media, { params })).toMatchObject({ mayChange: false });
    const rename = { params, body: { name: 'Нова назва' } };
    expect(outcome(await colleague.reply(media.renameMedia, rename))).toBe('notAllowed');
    expect(outcome(await colleague.reply(media.removeMedia, { params }))).toBe('notAllowed');
    expect(await author.call(media.renameMedia, rename)).toMatchObject({ name: 'Нова назва' });
    await settled();
    expect((await library('file', 'Нова')).items.map(({ id }) => id)).toContain(mediaId);
    expect((await library('file', 'Стара')).items.map(({ id }) => id)).not.toContain(mediaId);
    const administrator = await signIn(tree.admin.login);
    for (let times = 0; times < 2; times += 1) await administrator.call(media.removeMedia, { params });
    await settled();
    expect((await library('file', 'Нова')).items.map(({ id }) => id)).not.toContain(mediaId);
    expect(outcome(await author.reply(media.media, { params }))).toBe('notFound');
  });

  it('is open to who makes texts there or above, and to nobody else', async () => {
    const made = await picture(await plainPicture(7, 7).png().toBuffer());
    const hash = made.variants[0]!.sha256;
    const elsewhere = await createAcademyTree();
    const stranger = await signIn(elsewhere.instructor.login);
    const below = await signIn((await createPerson(tree.unitId, ['instructor'])).login);
    for (const other of [stranger, below]) {
      expect(outcome(await other.reply(media.media, { params: { mediaId: made.id } }))).toBe('notFound');
      expect((await content(other, made, hash)).status).toBe(404);
    }
    const learner = await signIn(tree.learner.login);
    expect(outcome(await learner.reply(media.media, { params: { mediaId: made.id } }))).toBe('notAllowed');
    expect((await content(await nationalAdmin(), made, hash)).status).toBe(200);
  });

  it('shows a picture under its own address only', async () => {
    const one = await picture(await plainPicture(6, 6, '#112233').png().toBuffer());
    const two = await picture(await plainPicture(5, 5, '#445566').png().toBuffer());
    expect((await content(author, one, two.variants[0]!.sha256)).status).toBe(404);
  });
});
