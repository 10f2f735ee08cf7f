/** A list of members as text (CSV): which lines name whom. Pure. */
import { listLinesMax, type ListPreview } from '#contracts/cohort-members.ts';
import { AppError } from '#contracts/errors.ts';

interface Line {
  line: number;
  cells: readonly string[];
}
/** An address as a line has it, in lower case. */
export interface Addressed {
  line: number;
  text: string;
  login: string;
}

/** How the column may be called, in the four languages. */
const headings = new Set(
  (
    'email|e-mail|mail|e-mail address|email address|login|sign-in name|sign in name|username|' +
    'електронна пошта|ел. пошта|пошта|адреса електронної пошти|електронна адреса|логін|ім’я для входу|' +
    'электронная почта|эл. почта|почта|адрес электронной почты|логин|имя для входа|' +
    'электрондық пошта|эл. пошта|электрондық мекенжай|кіру аты'
  ).split('|'),
);

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’ʼ`´‘']/g, '’')
    .replaceAll(/[\s_\u00a0]+/g, ' ')
    .replaceAll(/^[\s*]+|[\s*:]+$/g, '');

const looksLikeAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/**
 * The addresses of a list: of the column that is called so, or, without a heading, of the first column with an address in
 * the first line. `importFileWrong` where there is neither.
 */
export function addressesOf(lines: readonly Line[]): Addressed[] {
  const [first, ...rest] = lines;
  if (!first) throw new AppError('importFileWrong', { reason: 'empty' });
  if (lines.length > listLinesMax) throw new AppError('importFileWrong', { reason: 'tooLong' });
  const named = first.cells.findIndex((cell) => headings.has(folded(cell)));
  const at = named >= 0 ? named : first.cells.findIndex(looksLikeAddress);
  if (at < 0) throw new AppError('importFileWrong', { reason: 'columns' });
  return (named >= 0 ? rest : lines).map(({ line, cells }) => {
    const text = (cells[at] ?? '').trim();
    return { line, text, login: text.toLowerCase() };
  });
}

interface Known {
  id: string;
  givenName: string;
  familyName: string;
}

const shownMax = 100;
const shown = (text: string) => (text.length > shownMax ? `${text.slice(0, shownMax - 1)}…` : text);

/** What a list comes to: `people` by address as far as the asker knows them, `members` by id. */
export function previewed(
  lines: readonly Addressed[],
  people: ReadonlyMap<string, Known>,
  members: ReadonlySet<string>,
): Omit<ListPreview, 'room'> {
  const preview: Omit<ListPreview, 'room'> = { found: [], already: [], unknown: [], twice: [] };
  const firstLines = new Map<string, number>();
  for (const { line, text, login } of lines) {
    const person = people.get(login);
    const firstLine = person && firstLines.get(person.id);
    if (!person) preview.unknown.push({ line, text: shown(text) });
    else if (firstLine !== undefined) preview.twice.push({ line, text: shown(text), firstLine });
    else {
      const { id, givenName, familyName } = person;
      preview[members.has(id) ? 'already' : 'found'].push({ line, id, givenName, familyName });
    }
    if (person && firstLine === undefined) firstLines.set(person.id, line);
  }
  return preview;
}
