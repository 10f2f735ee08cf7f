import { describe, expect, it } from 'vitest';
import { QuestionContent } from '#contracts/question-kinds.ts';
import { outcomeOf, WrongQuestions } from '../item.ts';
import { readQuestions } from '../read-file.ts';
import { testTree } from '../../editor/paste/test-tree.ts';

const quiz = (...questions: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`;
const read = (...questions: string[]) => readQuestions(quiz(...questions), 'uk', testTree);
const one = (question: string) => read(question).items[0]!;
const question = (type: string, inside: string, text = '<p>Що <b>далі</b>?</p>') =>
  `<question type="${type}"><name><text>Назва</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${inside}</question>`;
const answer = (text: string, fraction: number, more = '') =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${more}</answer>`;
const faultOf = (text: string) => {
  try {
    readQuestions(text, 'uk', testTree);
  } catch (error) {
    if (error instanceof WrongQuestions) return [error.reason, error.line];
    throw error;
  }
  return undefined;
};

describe('Moodle XML', () => {
  it('reads a choice with HTML, feedback and category', () => {
    const { items } = read(
      '<question type="category"><category><text>$course$/top/Право/Обшук</text></category></question>',
      question(
        'multichoice',
        `<generalfeedback format="html"><text>&lt;p&gt;Стаття&amp;nbsp;29&lt;/p&gt;</text></generalfeedback><single>true</single><shuffleanswers>1</shuffleanswers>
         ${answer('&lt;p&gt;Так&lt;/p&gt;', 100, '<feedback format="html"><text>Добре</text></feedback>')}${answer('Ні', 0)}${answer('Майже', 33.33333)}
         <tags><tag><text>обшук</text></tag></tags>`,
      ),
    );
    expect(items[0]).toMatchObject({ line: 4, name: 'Назва', kind: 'single', notes: [] });
    expect(items[0]?.draft).toMatchObject({
      folder: ['Право', 'Обшук'],
      meta: { tags: ['обшук'] },
      content: {
        ask: { uk: 'Що **далі**?' },
        explanation: { uk: 'Стаття\u00a029' },
        body: {
          shuffle: true,
          options: [
            { text: { uk: 'Так' }, share: 1, feedback: { uk: 'Добре' } },
            { text: { uk: 'Ні' }, share: 0 },
            { text: { uk: 'Майже' }, share: 0.3333333 },
          ],
        },
      },
    });
  });

  it('reads numbers with units: a multiplier says how many of them one of the first is', () => {
    const item = one(
      question(
        'numerical',
        `${answer('5500', 100, '<tolerance>50</tolerance>')}${answer('*', 0)}
         <units><unit><multiplier>1</multiplier><unit_name>W</unit_name></unit><unit><multiplier>0.001</multiplier><unit_name>kW</unit_name></unit></units>`,
      ),
    );
    expect(item.draft?.content.body).toEqual({
      kind: 'numeric',
      answers: [{ value: '5500', tolerance: '50', share: 1 }],
      units: [
        { text: 'W', factor: '1' },
        { text: 'kW', factor: '1000' },
      ],
    });
    expect(item.notes).toEqual([{ code: 'otherFeedback' }]);
  });

  it('reads embedded answers as gaps', () => {
    const text =
      '<p>Заповніть.</p><p>Поліція {1:SHORTANSWER:=довіра#Так~%50%віра} і {1:MC:~страх~=сила &amp; право}, {2:NM:=3.5:0.1}.</p>';
    const item = one(question('cloze', '', text));
    expect(item.draft?.content).toMatchObject({
      ask: { uk: 'Заповніть.' },
      body: {
        kind: 'gapFill',
        text: { uk: 'Поліція {{g1}} і {{g2}}, {{g3}}.' },
        gaps: [
          {
            kind: 'text',
            patterns: [
              { text: 'довіра', share: 1, feedback: { uk: 'Так' } },
              { text: 'віра', share: 0.5 },
            ],
          },
          { kind: 'choice', options: [{ text: { uk: 'страх' } }, { text: { uk: 'сила & право' } }] },
          { kind: 'text', patterns: [{ text: '3.5' }, { text: '3,5' }] },
        ],
      },
    });
    expect(item.notes.map(({ code }) => code)).toEqual(['gapNumber', 'gapWeights']);
    expect(one(question('cloze', '', '{1:MULTIRESPONSE:=a~=b~c}')).notes).toEqual([
      { code: 'gapSeveral', detail: 'MULTIRESPONSE' },
    ]);
  });

  it('reads true or false of old files, in words of their language', () => {
    const item = one(question('truefalse', answer('Вірно', 0) + answer('Невірно', 100)));
    expect(item.draft?.content.body).toEqual({ kind: 'trueFalse', correct: false });
  });

  it('knows choices of several of two plugins', () => {
    const options = answer('a', 100) + answer('b', 100) + answer('c', 0);
    expect(one(question('multichoiceset', options)).draft?.content.body).toMatchObject({ scoring: 'allOrNothing' });
    expect(one(question('oumultiresponse', options)).draft?.content.body).toMatchObject({ scoring: 'partial' });
  });

  it.each(['calculated', 'calculatedmulti', 'ddwtos', 'ddimageortext', 'ddmarker', 'gapselect', 'random', 'stack'])(
    'names %s, which it does not know',
    (type) => {
      expect(one(question(type, ''))).toMatchObject({ draft: null, notes: [{ code: 'unknownKind', detail: type }] });
    },
  );

  it('takes pictures along, from a file beside the text or from the address itself', () => {
    const png = btoa('picture');
    const { items, pictures } = readQuestions(
      quiz(
        `<question type="essay"><questiontext format="html"><text><![CDATA[<p>Див. <img src="@@PLUGINFILE@@/%D0%BC%D0%B0%D0%BF%D0%B0.png" alt="Мапа [1]" /> та <img src="data:image/gif;base64,${btoa('gif')}" />, <img src="https://example.org/x.png" />, <img src="@@PLUGINFILE@@/gone.png" alt="Нема" /></p>]]></text><file name="мапа.png" path="/" encoding="base64">${png}</file></questiontext></question>`,
      ),
      'uk',
      testTree,
    );
    expect(pictures.map(({ name, type }) => [name, type])).toEqual([
      ['мапа.png', 'image/png'],
      ['picture.gif', 'image/gif'],
    ]);
    expect(items[0]?.draft?.content.ask).toEqual({
      uk: String.raw`Див. ![Мапа \[1\]](media:file-1) та ![](media:file-2), https://example.org/x.png, Нема`,
    });
    expect(items[0]?.notes.map(({ code }) => code)).toEqual(['pictureOutside', 'pictureMissing']);
  });

  it('leaves out what is embedded, and everything that runs', () => {
    const text = '<p onclick="x()">A<script>alert(1)</script><video src="x.mp4"></video><iframe src="y"></iframe></p>';
    const item = one(question('essay', '', text));
    expect(item.draft?.content.ask).toEqual({ uk: 'A' });
    expect(item.notes.map(({ detail }) => detail)).toEqual(['script', 'video', 'iframe']);
  });

  it('makes questions as the contract has them', () => {
    const { items } = read(
      question('multichoice', `<single>false</single>${answer('a', 50)}${answer('b', 50)}${answer('c', -100)}`),
      question(
        'matching',
        '<subquestion format="html"><text>a</text><answer><text>1</text></answer></subquestion><subquestion format="html"><text>b</text><answer><text>2</text></answer></subquestion>',
      ),
      question('ordering', answer('b', 2) + answer('a', 1)),
      question('shortanswer', answer('a', 100) + answer('*', 0)),
      question('essay', ''),
    );
    for (const { draft } of items) expect(QuestionContent.safeParse(draft?.content).error).toBeUndefined();
    expect(items.map(outcomeOf)).toEqual(['kept', 'kept', 'changed', 'kept', 'kept']);
  });
});

describe('hostile files', () => {
  it('have no document type: nothing is fetched, nothing blows up', () => {
    const outside =
      '<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<quiz>&x;</quiz>';
    expect(faultOf(outside)).toEqual(['doctype', 2]);
    const bomb = `<!DOCTYPE q [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "&a;&a;&a;&a;">]><quiz>&b;</quiz>`;
    expect(faultOf(bomb)).toEqual(['doctype', 1]);
    expect(faultOf('<quiz>\n&unknown;\n</quiz>')?.[0]).toBe('broken');
  });

  it('are refused with the line they break in', () => {
    expect(faultOf('<quiz>\n<question type="essay">\n</quiz>')).toEqual(['broken', 3]);
    expect(faultOf('<html><body>Hello</body></html>')).toEqual(['otherXml', 1]);
    expect(faultOf('<quiz></quiz>')).toEqual(['noQuestions', undefined]);
    expect(faultOf(`${'<a>'.repeat(500)}`)?.[0]).toBe('tooMuch');
    expect(faultOf('{"format":\n"kurs-questions/1",\n oops}')?.[0]).toBe('broken');
    expect(faultOf('{"format":"other"}')).toEqual(['otherJson', 1]);
    expect(faultOf('{"format":"kurs-questions/1","questions":{"length":1e9}}')).toEqual(['noQuestions', undefined]);
    expect(faultOf('   \n ')).toEqual(['empty', undefined]);
  });

  it('of our own form are looked over field by field', () => {
    const ask = { uk: 'Що?' };
    const body = { kind: 'trueFalse', correct: true };
    const contents = [
      { ask, body },
      { ask, body: { ...body, evil: 1 } },
      { ask: { xx: 'a' }, body },
      { ask, body: { kind: 'constructor' } },
      { ask, body: { kind: 'single', options: [{ id: 'a', text: ask, share: 7 }], shuffle: true } },
      { ask, body: { kind: 'numeric', answers: [{ value: '1e9', tolerance: '0', share: 1 }], units: [] } },
      { ask: { uk: 'a\u0000' }, body },
      null,
      'text',
    ];
    const text = JSON.stringify({ format: 'kurs-questions/1', questions: contents.map((content) => ({ content })) });
    const { items } = readQuestions(text, 'uk', testTree);
    expect(items.map(outcomeOf)).toEqual(['kept', ...contents.slice(1).map(() => 'dropped')]);
  });
});
