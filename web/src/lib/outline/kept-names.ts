/** Names of lessons and modules, and minutes, that the academy has not taken yet: as fields for the device, and back. Pure. */
import type { Draft } from '#contracts/authoring.ts';
import type { Language } from '#contracts/common.ts';
import type { Fields } from '../editor/saving/field-blocks.ts';
import { lessonIn, moduleIn } from './changes.ts';
import type { Edit } from './edit.ts';
import { addLesson, changeLesson } from './lesson-edits.ts';
import { addModule, renameModule } from './module-edits.ts';
import { endOf, outlineOf } from './outline.ts';

const minutesAtFirst = 15;

/** `rename les_…`, `minutes les_…`, `add les_… mod_…`: what each waiting change wants written. */
export function namesOf(edits: readonly Edit[], language: Language): Fields {
  const fields = edits.flatMap(({ kind, id, title, minutes, moduleId }): [string, string][] => {
    const text = title[language];
    if (text === undefined || (kind !== 'rename' && kind !== 'add')) return [];
    if (kind === 'add') return [[['add', id, ...(moduleId ? [moduleId] : [])].join(' '), text]];
    return [
      [`rename ${id}`, text],
      ...(minutes === undefined ? [] : [[`minutes ${id}`, String(minutes)] as [string, string]]),
    ];
  });
  return Object.fromEntries(fields);
}

/** What the draft has in such a field; undefined where it has no such lesson or module. */
export function nameIn(draft: Draft, field: string, language: Language): string | undefined {
  const [kind, id = ''] = field.split(' ');
  const found = lessonIn(draft, id);
  if (kind === 'minutes') return found && String(found.minutes);
  return (found ?? moduleIn(draft, id))?.title[language];
}

/** The changes again, each upon those before it. What they were about may be gone: then the name begins something new. */
export function editsOf(draft: Draft, fields: Fields, language: Language): Edit[] {
  const edits: Edit[] = [];
  let shown = draft;
  for (const [field, text] of Object.entries(fields)) {
    const edit = editOf(shown, field, text, { language, fields });
    if (!edit) continue;
    edits.push(edit);
    shown = edit.apply(shown);
  }
  return edits;
}

interface Of {
  language: Language;
  fields: Fields;
}

function editOf(shown: Draft, field: string, text: string, { language, fields }: Of): Edit | undefined {
  const [kind, id = '', wanted] = field.split(' ');
  const isLesson = id.startsWith('les_');
  if (kind === 'add' && isLesson) return lessonAgain(shown, { id, wanted, title: { [language]: text } });
  if (kind === 'add') return addModule(shown, { id, title: { [language]: text } }, shown.modules.length);
  if (kind === 'minutes') return minutesAgain(shown, id, text, { language, fields });
  if (!isLesson) return renameModule(shown, id, language, text);
  const minutes = Number(fields[`minutes ${id}`] ?? lessonIn(shown, id)?.minutes);
  return changeLesson(shown, id, language, { text, minutes });
}

/** Where its name is brought back too, that brings the minutes along. */
function minutesAgain(shown: Draft, id: string, text: string, { language, fields }: Of): Edit | undefined {
  const title = lessonIn(shown, id)?.title[language];
  if (title === undefined || fields[`rename ${id}`] !== undefined) return undefined;
  return changeLesson(shown, id, language, { text: title, minutes: Number(text) });
}

function lessonAgain(
  shown: Draft,
  { id, wanted, title }: { id: string; wanted: string | undefined; title: Draft['title'] },
): Edit | undefined {
  const outline = outlineOf(shown);
  const moduleId = wanted && moduleIn(shown, wanted) ? wanted : outline.at(-1)?.module.id;
  if (!moduleId) return undefined;
  const made = { id, moduleId, title, minutes: minutesAtFirst, copyOf: null };
  return addLesson(shown, made, endOf(outline, moduleId).index);
}
