import { describe, expect, it } from 'vitest';
import { markdownOf } from '../to-markdown.ts';
import type { DocNode } from '../doc.ts';
import { cleaned } from './clean.ts';
import { refused, refusedUnread } from './limits.ts';
import { testTree } from './test-tree.ts';

function pasted(html: string): DocNode[] {
  let count = 0;
  return cleaned(testTree(html), {
    newLabel: () => `n${++count}`,
    isAddress: (href) => /^(?:https?:|mailto:)/.test(href),
  });
}
const markdown = (html: string) => markdownOf(pasted(html));

const fromWord = `<meta name="Generator" content="Microsoft Word 15"/><style>p.MsoNormal{margin:0cm;mso-style-parent:"";font-family:"Times New Roman",serif}</style>
<p class="MsoTitle">Огляд місця події<o:p></o:p></p>
<h2><span lang="UK" style="font-family:&quot;Arial&quot;;color:black;mso-themecolor:text1">Порядок</span></h2>
<p class="MsoNormal" style="text-indent:1.25cm"><span lang="UK" style="font-size:14.0pt;mso-bidi-font-weight:bold">Слід існує доти, доки його не&nbsp;порушили<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1" title=""><span class="MsoFootnoteReference">[1]</span></a>. <b style="mso-bidi-font-weight:normal">Це головне</b><span style="mso-spacerun:yes">  </span>правило.</span><o:p>&nbsp;</o:p></p>
<p class="MsoListParagraphCxSpFirst" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><span style="font-family:Symbol"><span style="mso-list:Ignore">·<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span>описати;<o:p></o:p></p>
<p class="MsoListParagraphCxSpMiddle" style="margin-left:72.0pt;mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o<span style="font:7.0pt">&nbsp;&nbsp; </span></span>без висновків<o:p></o:p></p>
<p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp;</span></span>сфотографувати.<o:p></o:p></p>
<p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">1.<span>&nbsp;&nbsp;</span></span>Перший крок</p>
<p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">2.<span>&nbsp;&nbsp;</span></span>Другий <i>крок</i></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<table class="MsoTableGrid" border="1" cellspacing="0"><tbody><tr style="mso-yfti-irow:0"><td width="200" valign="top"><p class="MsoNormal"><b>Слід</b></p></td><td colspan="2"><p class="MsoNormal">Як фіксують</p></td></tr><tr><td rowspan="2"><p>Взуття</p></td><td><p>Фото</p><p>і зліпок</p></td><td><p>1|2</p></td></tr><tr><td><p>Плівка</p></td><td><p>3</p></td></tr></tbody></table>
<div style="mso-element:footnote-list"><hr align="left" size="1" width="33%"/><div style="mso-element:footnote" id="ftn1"><p class="MsoFootnoteText"><a style="mso-footnote-id:ftn1" href="#_ftnref1" name="_ftn1"><span class="MsoFootnoteReference">[1]</span></a> КПК України, ст. 237. <a href="https://zakon.rada.gov.ua/laws/show/4651-17">Джерело</a></p></div></div>`;

const fromGoogle = `<meta charset="utf-8"/><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-family:Arial;font-weight:400">Права людини</span></h1><h2 dir="ltr"><span style="font-weight:400">Гідність</span></h2><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;white-space:pre-wrap">Звичайний </span><span style="font-weight:700">жирний</span><span style="font-style:italic"> курсив</span><span> і </span><a href="https://example.org/x" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline">посилання</span></a><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>один</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>вкладений</span></p></li></ul><li><p><span>два</span></p></li></ul><br/><p><span style="text-decoration:line-through">закреслено</span></p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Декларація, ст. 1</span></p></div></b>`;

describe('from Word', () => {
  it('comes as what it says', () => {
    expect(markdown(fromWord)).toBe(
      [
        '## Огляд місця події',
        '### Порядок',
        'Слід існує доти, доки його не\u00a0порушили[^n1]. **Це головне** правило.',
        '- описати;\n  - без висновків\n- сфотографувати.',
        '1. Перший крок\n2. Другий *крок*',
        '| **Слід** | Як фіксують |  |\n| --- | --- | --- |\n| Взуття | Фото і зліпок | 1\\|2 |\n|  | Плівка | 3 |',
        '---',
        '[^n1]: КПК України, ст. 237. [Джерело](https://zakon.rada.gov.ua/laws/show/4651-17)',
      ].join('\n\n'),
    );
  });
});

describe('from Google Docs', () => {
  it('comes as what it says', () => {
    expect(markdown(fromGoogle)).toBe(
      [
        '## Права людини',
        '### Гідність',
        'Звичайний **жирний** *курсив* і [посилання](https://example.org/x)[^n1]',
        '- один\n  - вкладений\n- два',
        '~~закреслено~~',
        '[^n1]: Декларація, ст. 1',
      ].join('\n\n'),
    );
  });
});

describe('from anywhere', () => {
  it('scripts, styles, hidden parts and pictures stay behind', () => {
    const html =
      '<p onclick="x()">Текст<script>alert(1)</script><img src="x" onerror="y()"/><span style="display:none">тихо</span></p><iframe src="https://x"></iframe>';
    expect(pasted(html)).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'Текст' }] }]);
  });

  it('addresses that lead nowhere good lose their link, not their words', () => {
    expect(markdown('<p><a href="javascript:alert(1)">слово</a> <a href="https://example.org">добре</a></p>')).toBe(
      'слово [добре](https://example.org)',
    );
  });

  it('words between blocks are paragraphs', () => {
    expect(markdown('перший<div>другий<div>третій</div></div>четвертий')).toBe(
      'перший\n\nдругий\n\nтретій\n\nчетвертий',
    );
  });

  it('a frame of one cell is its text', () => {
    expect(markdown('<table><tr><td>лише текст</td></tr></table>')).toBe('лише текст');
  });

  it('quotes, code and rules are kept', () => {
    expect(markdown('<blockquote><p>мова</p></blockquote><pre>a\n  b</pre><hr/>')).toBe(
      '> мова\n\n```\na\n  b\n```\n\n---',
    );
  });

  it('directions, emoji and combining letters come through', () => {
    expect(markdown('<p>שלום 👩🏽‍🚒 й Ґ</p>')).toBe('שלום 👩🏽‍🚒 й Ґ');
  });
});

describe('too much', () => {
  const paragraphs = (count: number) => pasted(Array.from({ length: count }, (_, at) => `<p>Абзац ${at}</p>`).join(''));
  it('is refused as a whole', () => {
    expect(refused(paragraphs(100), 50)).toBeUndefined();
    expect(refused(paragraphs(380), 50)).toBe('tooManyBlocks');
    const rows = Array.from({ length: 10_000 }, (_, at) => `<tr><td>рядок</td><td>${at}</td></tr>`).join('');
    expect(refused(pasted(`<table>${rows}</table>`), 0)).toBe('blockTooLong');
    expect(refusedUnread('', 'x'.repeat(700_000))).toBe('tooMuch');
    expect(refusedUnread('x'.repeat(300_000), 'x'.repeat(100_000))).toBeUndefined();
  });
});
