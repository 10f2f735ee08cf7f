import { describe, expect, it } from 'vitest';
import type { DraftBlock, Segment } from '#contracts/blocks.ts';
import { compareXliff } from './compare.ts';
import { readXliff, WrongXliff } from './read.ts';
import { unitsOf, type XliffDocument } from './units.ts';
import { writeXliff } from './write.ts';
import { readXml } from './xml.ts';

const by = { id: 'per_1', givenName: 'Оля', familyName: 'Коваль' };
const said = (text: string, revision: number, more: Partial<Segment> = {}): Segment => ({
  ...{ text, alt: null, revision, sourceRevision: null, by, at: '2026-11-22T08:52:00.000Z' },
  ...more,
});
const block = (id: string, texts: DraftBlock['texts'], more: Partial<DraftBlock> = {}): DraftBlock => ({
  ...{ id, kind: 'text', ref: null, place: `a${id}`, revision: 1, texts },
  ...more,
});
const courseId = 'crs_0000000000000000000000001A';
const lessonId = 'les_0000000000000000000000001A';

const blocks = [
  block('blk_1', { uk: said('Див. [ст. 29](norm:art_1) і **право** на захист[^a].\n\n[^a]: КПК & інше < 5.', 3) }),
  block('blk_2', { uk: said('Два', 4), kk: said('Екі', 7, { sourceRevision: 2 }) }),
  block(
    'blk_3',
    {
      uk: said('Рис. 1', 1, { alt: 'Схема "місця"' }),
      kk: said('1-сурет', 2, { alt: 'Орын сызбасы', sourceRevision: 1 }),
    },
    { kind: 'picture', ref: 'mda_1' },
  ),
  block('blk_4', { kk: said('без оригіналу', 1) }),
];
const written = (some = blocks): string => {
  const document: XliffDocument = {
    courseId,
    from: 'uk',
    to: 'kk',
    files: [{ id: lessonId, units: unitsOf(some, { from: 'uk', to: 'kk' }, ({ id }) => `Заняття 1, ${id}`) }],
  };
  return writeXliff(document);
};
const compared = (xml: string, now: readonly DraftBlock[] = blocks) =>
  compareXliff(readXliff(xml), { from: 'uk', to: 'kk' }, (id) => (id === lessonId ? now : undefined));
const verdicts = (xml: string, now?: readonly DraftBlock[]) =>
  compared(xml, now).map(({ blockId, verdict, sourceChanged }) => [blockId, verdict, sourceChanged]);
/** What a translator’s program makes of it. */
const translate = (xml: string, id: string, target: string, state = 'translated') =>
  xml.replace(
    new RegExp(
      `(<unit id="${id}">[\\s\\S]*?)<segment[^>]*>(<source>[\\s\\S]*?</source>)(?:<target>[\\s\\S]*?</target>)?`,
    ),
    (_, before: string, source: string) => `${before}<segment state="${state}">${source}<target>${target}</target>`,
  );

describe('a file for translators', () => {
  it('is XLIFF 2.1: version, languages, a file per lesson, units that say where they stand', () => {
    const xliff = readXml(written());
    expect([xliff.name, ...['version', 'srcLang', 'trgLang'].map((name) => xliff.attributes.get(name))]).toEqual([
      ...['xliff', '2.1', 'uk', 'kk'],
    ]);
    expect(written()).toContain('<note category="location">Заняття 1, blk_1</note>');
    // in the order the specification demands: modules, notes, data, segments
    expect(
      written()
        .match(/<(mda:metadata|notes|originalData|segment)\b/g)
        ?.slice(0, 4),
    ).toEqual([...['<mda:metadata', '<notes', '<originalData', '<segment']]);
    expect(written()).toContain('<segment state="initial" subState="kurs:outOfDate"><source>Два</source>');
  });

  it('protects what is no words, and numbers it alike in source and translation', () => {
    const xml = written([
      block('blk_1', {
        uk: said('Див. [ст. 29](norm:art_1).', 1),
        kk: said('[29-бап](norm:art_1) қараңыз.', 1, { sourceRevision: 1 }),
      }),
    ]);
    expect(xml).toContain('<source>Див. <pc id="1" dataRefStart="d1" dataRefEnd="d2">ст. 29</pc>.</source>');
    expect(xml).toContain('<target><pc id="1" dataRefStart="d1" dataRefEnd="d2">29-бап</pc> қараңыз.</target>');
    expect(xml).toContain('<data id="d2">](norm:art_1)</data>');
  });

  it('comes back as it went: nothing to change', () => {
    expect(readXliff(written()).files[0]?.units.map(({ source }) => source)).toEqual([
      ...[blocks[0]?.texts.uk?.text, 'Два', 'Схема "місця"', 'Рис. 1'],
    ]);
    expect(verdicts(written())).toEqual([
      ['blk_1', 'left', false],
      ['blk_2', 'same', false],
      ['blk_3', 'same', false],
    ]);
  });
});

describe('a file that came back', () => {
  it('brings new translations with their signs, from the source they were made of', () => {
    const target =
      '<pc id="1" dataRefStart="d1" dataRefEnd="d2">29-бап</pc> және <pc id="2" dataRefStart="d3" dataRefEnd="d3">құқық</pc><ph id="3" dataRef="d4"/>.\n\n<ph id="4" dataRef="d5"/>ҚПК &amp; басқа &lt; 5.';
    const [found] = compared(translate(written(), 'blk_1', target, 'final'));
    expect(found).toMatchObject({
      verdict: 'new',
      change: {
        ...{ blockId: 'blk_1', language: 'kk', base: 0, sourceRevision: 3, alt: null },
        text: '[29-бап](norm:art_1) және **құқық**[^a].\n\n[^a]: ҚПК & басқа < 5.',
      },
    });
  });

  it('tells what has happened here since', () => {
    const xml = translate(translate(written(), 'blk_1', 'Бір'), 'blk_2', 'Екінші');
    const now = [
      block('blk_1', { uk: said('Зовсім інше', 5) }),
      block('blk_2', { uk: said('Два', 4), kk: said('Екі!', 8, { sourceRevision: 4 }) }),
    ];
    const [one, two, three] = compared(xml, now);
    expect([one?.verdict, one?.sourceChanged, one?.change?.sourceRevision]).toEqual(['new', true, 3]);
    expect([two?.verdict, two?.before, two?.after, two?.change?.base]).toEqual(['theirs', 'Екі!', 'Екінші', 8]);
    expect(three?.verdict).toBe('unknown');
  });

  it('knows the source’s age by its words where a program threw our notes away', () => {
    const bare = translate(written(), 'blk_1', 'Бір').replace(/ *<mda:metadata>.*<\/mda:metadata>\n/g, '');
    expect(compared(bare)[0]?.change?.sourceRevision).toBe(3);
    const other = [block('blk_1', { uk: said('Інше', 9) })];
    expect(compared(bare, other)[0]).toMatchObject({ sourceChanged: true, change: { sourceRevision: 8 } });
  });

  it('is read as programs write it: prefixes, groups, parted segments, marks, single codes, CDATA', () => {
    const xml = `\ufeff<?xml version='1.0'?>
<!-- saved by a CAT tool -->
<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="uk-UA" trgLang="kk-KZ">
<x:file id='${lessonId}' original="C:\\work\\a.xlf"><x:group id="g"><x:unit id="blk_1" name="n">
<x:originalData><x:data id="d1">**</x:data></x:originalData>
<x:segment id="s1" state="reviewed"><x:source>Перше.</x:source><x:target><x:mrk id="m" type="term">Бірінші</x:mrk>.</x:target></x:segment>
<x:ignorable><x:source> </x:source></x:ignorable>
<x:segment id="s2"><x:source>Друге</x:source><x:target><x:sc id="1" dataRef="d1"/><![CDATA[Екінші]]>&#x21;<x:ec startRef="1" dataRef="d1"/></x:target></x:segment>
</x:unit></x:group></x:file></x:xliff>`;
    const { from, to, courseId: of, files } = readXliff(xml);
    expect([from, to, of]).toEqual(['uk', 'kk', null]);
    expect(files[0]?.units[0]).toMatchObject({
      source: 'Перше. Друге',
      target: 'Бірінші. **Екінші!**',
      sourceRevision: null,
    });
  });

  it('takes nothing for a translation that is none', () => {
    expect(verdicts(translate(written(), 'blk_1', '  '))[0]?.[1]).toBe('left');
    const filled = written().replace(
      /<source>(Два)<\/source><target>.*?<\/target>/,
      '<source>$1</source><target>$1</target>',
    );
    expect(verdicts(filled)[1]?.[1]).toBe('left');
    expect(verdicts(translate(written(), 'blk_1', 'x'.repeat(40_001)))[0]?.[1]).toBe('refused');
    expect(verdicts(translate(written(), 'blk_1', 'a&#7;b'))[0]?.[1]).toBe('refused');
  });
});

describe('what is no such file', () => {
  const reason = (xml: string): string => {
    try {
      readXliff(xml);
      return 'taken';
    } catch (error) {
      return error instanceof WrongXliff ? error.reason : String(error);
    }
  };
  const root = (attributes: string, inside = '') => `<xliff ${attributes}>${inside}</xliff>`;

  it.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${written()}`, 'doctype'],
    [
      'an entity of its own',
      root('version="2.1" srcLang="uk"', '<file id="1"><unit id="a">&boom;</unit></file>'),
      'broken',
    ],
    ['XLIFF 1.2', root('version="1.2"', '<file source-language="uk"/>'), 'oldVersion'],
    ['a web page', '<html><body>404</body></html>', 'notXliff'],
    ['no XML', 'PK\u0003\u0004', 'broken'],
    ['cut off', written().slice(0, -40), 'broken'],
    ['crossed', '<xliff version="2.1"><file></xliff></file>', 'broken'],
    ['two roots', `${root('version="2.1"')}<b/>`, 'broken'],
    ['German', root('version="2.1" srcLang="de" trgLang="kk"', '<file id="1"/>'), 'language'],
    ['nothing in it', root('version="2.1" srcLang="uk" trgLang="kk"', '<file id="1"/>'), 'empty'],
    ['too deep', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`, 'tooMuch'],
  ])('%s', (_, xml, expected) => {
    expect(reason(xml)).toBe(expected);
  });
});
