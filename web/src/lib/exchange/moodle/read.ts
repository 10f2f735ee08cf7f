/**
 * Moodle XML, read after Moodle’s own importer (`qformat_xml`). The reader knows no document type and no entities of one’s own, so
 * nothing can be fetched or blown up. What a kind of Moodle’s has and ours has not is told item by item. Pure.
 */
import { elementsIn, NotXml, readXml, type XmlElement } from '../../translation/xliff/xml.ts';
import { categoryOf } from '../gift/blocks.ts';
import { WrongQuestions, type FilePicture, type Item, type Note, type ReadIn } from '../item.ts';
import { wordsIn } from '../../editor/paste/tree.ts';
import { markdownFrom, type TreeOf } from '../markdown-text.ts';
import { dropped, note, oneLine } from '../parts.ts';
import { settingsFrom, settled } from '../settings.ts';
import { FilePictures } from './files.ts';
import { readers } from './kinds.ts';
import { child, formatOf, wordsOf } from './nodes.ts';

export interface ReadMoodle extends ReadIn {
  treeOf: TreeOf;
}

export function readMoodle(text: string, read: ReadMoodle): { items: Item[]; pictures: FilePicture[] } {
  const lineAt = linesOf(text);
  const quiz = rootOf(text, lineAt);
  if (quiz.name !== 'quiz') throw new WrongQuestions('otherXml', 1);
  const pictures = new FilePictures();
  let folder: readonly string[] = [];
  const items = elementsIn(quiz, 'question').flatMap((question) => {
    if (question.attributes.get('type') === 'category') {
      folder = categoryOf(wordsOf(question, 'category', 'text'));
      return [];
    }
    return [itemOf(question, lineAt(question.at), folder, pictures, read)];
  });
  return { items, pictures: pictures.list };
}

function rootOf(text: string, lineAt: (at: number) => number): XmlElement {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof NotXml) throw new WrongQuestions(error.reason, lineAt(error.at));
    throw error;
  }
}

/** Which line an offset lies in; 1 is the first. */
function linesOf(text: string): (at: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (at) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

function itemOf(
  question: XmlElement,
  line: number,
  folder: readonly string[],
  pictures: FilePictures,
  { language, treeOf }: ReadMoodle,
): Item {
  const type = question.attributes.get('type') ?? '';
  const asked = child(question, 'questiontext');
  const name = oneLine(wordsOf(question, 'name', 'text') || wordsOf(asked, 'text').replaceAll(/<[^>]*>/g, ' '));
  const head = { line, name: name.slice(0, 120), kind: type };
  const reader = readers[type];
  if (!reader) return dropped(head, note(type === 'description' ? 'description' : 'unknownKind', type));
  const notes: Note[] = [];
  const format = formatOf(asked, 'auto');
  const markdown = (of: XmlElement | undefined, raw?: string): string => {
    if (!of) return '';
    return markdownFrom(raw ?? wordsOf(of, 'text'), formatOf(of, format), {
      treeOf,
      picture: pictures.within([of]),
      notes,
    });
  };
  const settings = settingsFrom(wordsOf(question, 'kurs'));
  const outcome = reader({ question, language, markdown, settings, words: (html) => wordsIn(treeOf(html)) });
  if ('refused' in outcome) return dropped(head, outcome.refused);
  const tags = elementsIn(child(question, 'tags') ?? question, 'tag').map((tag) => wordsOf(tag, 'text'));
  const content = settled(
    language,
    {
      text: outcome.text ?? markdown(asked),
      explanation: markdown(child(question, 'generalfeedback')),
      body: outcome.body,
    },
    settings,
  );
  const own = Object.keys(settings).length > 0;
  return {
    ...head,
    name: (oneLine(wordsOf(question, 'name', 'text')) || oneLine(content.ask[language] ?? '')).slice(0, 120),
    kind: outcome.body.kind,
    draft: { content, meta: { tags }, folder, sourceId: null },
    notes: [...notes, ...outcome.notes.filter(({ code }) => !(own && code === 'scoringNear')), ...besides(question)],
  };
}

/** What belongs to Moodle’s way of asking several times. */
function besides(question: XmlElement): Note[] {
  const overall = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];
  const said = overall.filter((name) =>
    wordsOf(question, name, 'text')
      .replaceAll(/<[^>]*>/g, '')
      .trim(),
  );
  return [
    ...(said.length > 0 ? [note('overallFeedback')] : []),
    ...(elementsIn(question, 'hint').some((hint) => wordsOf(hint, 'text')) ? [note('hints')] : []),
  ];
}
