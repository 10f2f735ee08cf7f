import { describe, expect, it } from 'vitest';
import type { NoteGroup } from './note-list.ts';
import { notesCsv, notesMarkdown, type FileWords } from './notes-file.ts';

const note = (text: string, quote?: string) => ({
  ...{ id: 'nte_1', courseId: 'crs_1', lessonId: 'les_1', text, language: 'uk' as const, revision: 1, onDevice: false },
  ...{ passage: quote ? { quote, before: '', after: '' } : null, moment: null, changedAt: '2026-11-22' },
});
const words: FileWords = {
  course: 'Права людини',
  bookmark: 'Закладка',
  moment: (seconds) => `Лекція, ${seconds}`,
  elsewhere: 'Поза курсом',
  columns: ['Заняття', 'Уривок', 'Нотатка', 'Змінено'],
  date: (moment) => moment,
};
const groups: NoteGroup[] = [
  {
    lessonId: 'les_1',
    lesson: { number: 3, title: 'Право' },
    notes: [note('# не заголовок\n=1+1', 'рядок\nі ще'), note('')],
  },
  { lessonId: 'les_9', lesson: null, notes: [note('=HYPERLINK("x")')] },
];

describe('notes as a file', () => {
  it('are Markdown by lesson, words as they were written', () => {
    expect(notesMarkdown(groups, words).split('\n\n')).toEqual([
      '# Права людини',
      '## 3. Право',
      '> рядок і ще',
      '\\# не заголовок\n=1+1',
      '*2026-11-22*',
      '*Закладка*',
      '*2026-11-22*',
      '## Поза курсом',
      '=HYPERLINK("x")',
      '*2026-11-22*\n',
    ]);
  });
  it('name the second of a lecture', () => {
    const timed = { ...note('Перевірити'), moment: { lectureId: 'lec_1', atSeconds: 133 } };
    const group = { lessonId: 'les_1', lesson: { number: 3, title: 'Право' }, notes: [timed] };
    expect(notesMarkdown([group], words)).toContain('\n\n**Лекція, 133**\n\nПеревірити\n\n');
    expect(notesCsv([group], words)).toContain('3. Право,"Лекція, 133",Перевірити,2026-11-22');
  });
  it('are a table that a spreadsheet reads and does not run', () => {
    const [head, first, , last] = notesCsv(groups, words).split('\r\n');
    expect(head).toBe('\ufeffЗаняття,Уривок,Нотатка,Змінено');
    expect(first).toBe('3. Право,"рядок\nі ще","# не заголовок\n=1+1",2026-11-22');
    expect(last).toBe('Поза курсом,,"\'=HYPERLINK(""x"")",2026-11-22');
  });
});
