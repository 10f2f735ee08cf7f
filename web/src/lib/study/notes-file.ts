/** One's notes as a file to take away: Markdown to read, CSV for a spreadsheet. Pure. */
import { isBookmark, type NoteGroup } from './note-list.ts';

export interface FileWords {
  course: string;
  bookmark: string;
  /** «Лекція, 02:13» */
  moment(atSeconds: number): string;
  /** heading of what belongs to no lesson any more */
  elsewhere: string;
  columns: [lesson: string, passage: string, note: string, changed: string];
  date(moment: string): string;
}

const titleOf = ({ lesson }: NoteGroup, words: FileWords): string =>
  lesson ? `${lesson.number}. ${lesson.title}` : words.elsewhere;

/** A line that Markdown might take for a heading or a list stays what it is. */
const plain = (text: string): string => text.replace(/^(\s*)([#>*+-]|\d+\.)(?=\s)/gm, '$1\\$2');
const quoted = (text: string): string => text.replace(/\s+/g, ' ').replace(/[<>]/g, '\\$&');

export function notesMarkdown(groups: readonly NoteGroup[], words: FileWords): string {
  const parts = groups.flatMap((group) => [
    `## ${titleOf(group, words)}`,
    ...group.notes.map((note) =>
      [
        note.passage ? `> ${quoted(note.passage.quote)}` : '',
        note.moment ? `**${words.moment(note.moment.atSeconds)}**` : '',
        isBookmark(note) ? `*${words.bookmark}*` : plain(note.text),
        `*${words.date(note.changedAt)}*`,
      ]
        .filter(Boolean)
        .join('\n\n'),
    ),
  ]);
  return `# ${words.course}\n\n${parts.join('\n\n')}\n`;
}

/** UTF-8 with its mark, so that spreadsheets read Cyrillic; what they would calculate gets an apostrophe. */
export function notesCsv(groups: readonly NoteGroup[], words: FileWords): string {
  const rows = groups.flatMap((group) =>
    group.notes.map((note) => [
      titleOf(group, words),
      note.passage?.quote ?? (note.moment ? words.moment(note.moment.atSeconds) : ''),
      isBookmark(note) ? words.bookmark : note.text,
      words.date(note.changedAt),
    ]),
  );
  return `\ufeff${[words.columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
