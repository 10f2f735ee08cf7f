import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { encode } from 'uqr';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { sheetOf, type SheetParts } from './sheet.ops.ts';
import type { StoredStatement } from './statement.ts';

const font = (name: string) =>
  readFileSync(new URL(`../../node_modules/@expo-google-fonts/noto-serif/${name}`, import.meta.url));
const address = 'https://kurs.example.org/check/7KQ4M2XR9ZB3C5D6F7G8H9J0K1';
const parts: SheetParts = {
  fonts: { regular: font('400Regular/NotoSerif_400Regular.ttf'), bold: font('600SemiBold/NotoSerif_600SemiBold.ttf') },
  logo: undefined,
  address,
};
const letters = 'әғқңөұүһі ӘҒҚҢӨҰҮҺІ';
const statement: StoredStatement = {
  ...{ id: 'stm_1', organisationId: 'org_1', personId: 'per_1', courseId: 'crs_1' },
  ...{ code: address.slice(-26), issuedAt: '2026-11-22T22:30:00.000Z', timeZone: 'Europe/Kyiv', revision: 1 },
  printed: {
    number: '2026-7KQ4-M2XR-9',
    languages: ['uk', 'ru', 'kk', 'en'],
    person: { givenName: 'Їжак', familyName: 'Ґалаґан-Єрмоленко' },
    academy: { uk: 'Академія', ru: 'Академия', kk: 'Академия', en: 'Academy' },
    title: { uk: 'Права людини', ru: 'Права человека', kk: `Құқықтар ${letters}`, en: 'Human rights' },
    version: 2,
    minutes: 125,
    hours: null,
    ...{ startedOn: '2026-09-01', completedOn: '2026-11-20', issuedOn: '2026-11-23' },
    points: { reached: 18.5, of: 20 },
    issuer: null,
  },
};
const textOf = async (bytes: Uint8Array) => (await extractText(await getDocumentProxy(Uint8Array.from(bytes)))).text;

describe('the file of a statement', () => {
  let bytes: Uint8Array;
  let pages: string[];
  beforeAll(async () => {
    bytes = (await sheetOf(statement, parts))!;
    pages = await textOf(bytes);
  });

  it('has a page for each language, whose letters can be read out of it', () => {
    expect(pages).toHaveLength(4);
    const [uk, ru, kk, en] = pages.map((page) => page.replaceAll(/\s+/g, ' '));
    expect(uk).toContain('Довідка про завершення курсу № 2026-7KQ4-M2XR-9');
    expect(uk).toContain('Ґалаґан-Єрмоленко Їжак');
    expect(uk).toMatch(/1 вересня 2026 р\. – 20 листопада 2026 р\./);
    expect(uk).toContain('2 год 5 хв за планом курсу');
    expect(ru).toContain('Баллы за тесты: 18,5 из 20');
    expect(kk).toContain(letters);
    expect(kk).toContain('Курсты аяқтағаны туралы анықтама');
    expect(en).toContain('Points in tests: 18.5 of 20');
    for (const page of pages) expect(page).toContain(address);
  });

  it('is tagged, names its languages and its title, and draws its code with a description', async () => {
    const document = await getDocumentProxy(Uint8Array.from(bytes));
    const { info } = (await document.getMetadata()) as unknown as { info: Record<string, string> };
    expect(info).toMatchObject({ Title: 'Довідка про завершення курсу № 2026-7KQ4-M2XR-9', Language: 'uk' });
    const tree = JSON.stringify(await (await document.getPage(3)).getStructTree());
    expect(tree).toMatch(/"role":"H1"/);
    expect(tree).toContain(`Тексеру бетіне апаратын код: ${address}`);
  });

  it('is the same bytes for the same statement', async () => {
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from((await sheetOf(statement, parts))!))).toBe(0);
    expect(bytes.length).toBeLessThan(120_000);
  });

  it('counts hours by the rule of the academy, which it names', async () => {
    const hours = { count: 3, minutes: 45, source: 'Положення, п. 4.2', since: '2026-09-01' };
    const printed = { ...statement.printed, languages: ['uk' as const], hours };
    const [page] = await textOf((await sheetOf({ ...statement, printed }, parts))!);
    const said = page!.replaceAll(/\s+/g, ' ');
    expect(said).toContain('3 академічні години по 45 хв');
    expect(said).toContain('Облік годин: Положення, п. 4.2, діє з 1 вересня 2026 р.');
  });

  it('is not made for who was erased', async () => {
    expect(await sheetOf({ ...statement, printed: { ...statement.printed, person: null } }, parts)).toBeUndefined();
  });
});

it('the square code leads to the public check', () => {
  const { data, size } = encode(address, { ecc: 'M', border: 4 });
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (data[Math.floor(y / scale)]![Math.floor(x / scale)])
        pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  expect(jsQR(pixels, side, side)?.data).toBe(address);
});
