/**
 * Our own bundle, `kurs-questions/1`: questions whole – every language, kind and setting – with their folders and pictures. What comes in
 * is looked over field by field, since the browser has no validator; the server proves it by the whole schema. Pure.
 */
import { idPrefixes, languages } from '#contracts/common.ts';
import type { Question } from '#contracts/questions.ts';
import { WrongQuestions, type DraftMeta, type FilePicture, type Item } from '../item.ts';
import { base64Of } from '../moodle/write.ts';
import { dropped, note } from '../parts.ts';
import type { OutPictures, OutQuestion } from '../outgoing.ts';
import { isContent } from './shape.ts';

export const bundleFormat = 'kurs-questions/1';

export interface BundleOrigin {
  organisationId: string;
  /** of the moment it was made */
  at: string;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const strings = (value: unknown): string[] => list(value).filter((each) => typeof each === 'string');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function writeBundle(questions: readonly OutQuestion[], pictures: OutPictures, origin: BundleOrigin): string {
  const used = JSON.stringify(questions.map(({ content }) => content));
  const needed = [...pictures.values()].filter(({ ref }) => used.includes(ref));
  const bundle = {
    format: bundleFormat,
    exported: origin,
    questions: questions.map(({ id, folder, meta, content }) => ({ id, folder, ...meta, content })),
    pictures: needed.map(({ ref, name, type, data }) => ({ ref, name, type, data: base64Of(data) })),
  };
  return `${JSON.stringify(bundle, null, 1)}\n`;
}

export interface ReadBundle {
  items: Item[];
  pictures: FilePicture[];
  organisationId: string | null;
}

export function readBundle(source: string): ReadBundle {
  const bundle = parsed(source);
  if (bundle['format'] !== bundleFormat) throw new WrongQuestions('otherJson', 1);
  const pictures = list(bundle['pictures']).flatMap(pictureOf);
  const lines = lineOfEach(source);
  const items = list(bundle['questions']).map((question, at) => itemOf(question, lines[at] ?? 1));
  const exported = isFields(bundle['exported']) ? text(bundle['exported']['organisationId']) : '';
  return { items, pictures, organisationId: isId(exported, 'organisation') ? exported : null };
}

function parsed(source: string): Fields {
  try {
    const found: unknown = JSON.parse(source);
    if (isFields(found)) return found;
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1]);
    throw new WrongQuestions('broken', Number.isFinite(at) ? source.slice(0, at).split('\n').length : undefined);
  }
  throw new WrongQuestions('otherJson', 1);
}

/** Where each question begins, as we write it. */
const lineOfEach = (source: string): number[] =>
  source.split('\n').flatMap((line, at) => (/^\s*"id":\s*"qst_/.test(line) ? [at + 1] : []));

const isId = (value: string, kind: keyof typeof idPrefixes) =>
  new RegExp(`^${idPrefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`).test(value);

function itemOf(question: unknown, line: number): Item {
  const fields = isFields(question) ? question : {};
  const content = fields['content'];
  const id = text(fields['id']);
  const head = { line, name: id, kind: '' };
  if (!isContent(content)) return dropped(head, note('broken'));
  const name = languages.map((language) => content.ask[language]).find(Boolean) ?? id;
  return {
    line,
    name: name.slice(0, 120),
    kind: content.body.kind,
    draft: {
      content,
      meta: metaOf(fields),
      folder: strings(fields['folder']).slice(0, 10),
      sourceId: isId(id, 'question') ? id : null,
    },
    notes: [],
  };
}

function metaOf(fields: Fields): DraftMeta {
  const { use, difficulty } = fields as Partial<Question>;
  return {
    tags: strings(fields['tags']),
    competences: strings(fields['competences']).filter((each) => isId(each, 'competence')),
    norms: strings(fields['norms']).filter((each) => isId(each, 'article')),
    ...(use === 'exam' || use === 'practice' ? { use } : {}),
    ...(Number.isInteger(difficulty) && difficulty! >= 1 && difficulty! <= 5 ? { difficulty: difficulty! } : {}),
  };
}

function pictureOf(picture: unknown): FilePicture[] {
  if (!isFields(picture)) return [];
  const [ref, name, type] = ['ref', 'name', 'type'].map((field) => text(picture[field]));
  if (!/^media:mda_[0-9A-Z]{26}$/.test(ref!) || !/^image\/[a-z]{3,5}$/.test(type!)) return [];
  try {
    const data = Uint8Array.from(atob(text(picture['data'])), (sign) => sign.charCodeAt(0));
    return data.length > 0 ? [{ ref: ref!, name: name || 'picture', type: type!, data }] : [];
  } catch {
    return [];
  }
}
