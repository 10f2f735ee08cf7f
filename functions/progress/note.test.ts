import { describe, expect, it } from 'vitest';
import { isMomentOf, removable, written, type NoteItem, type SentNote } from './note.ts';

const place = { personId: 'per_1', courseId: 'crs_1', lessonId: 'les_1', id: 'nte_1' };
const passage = { quote: 'затриманого', before: 'права ', after: ' у відділі' };
const sent = (change: Partial<SentNote> = {}): SentNote => ({
  text: 'Перепитати',
  passage,
  language: 'uk',
  revision: null,
  ...change,
});
const [at, later] = ['2026-11-22T08:00:00.000Z', '2026-11-22T09:00:00.000Z'];
const first = (): NoteItem => written(undefined, sent(), place, at);

describe('a note', () => {
  it('is made once, however often it is sent', () => {
    expect(first()).toEqual({
      ...place,
      text: 'Перепитати',
      passage,
      language: 'uk',
      createdAt: at,
      changedAt: at,
      revision: 1,
    });
    expect(written(first(), sent(), place, later)).toEqual(first());
  });
  it('is reworded by whoever knows it as it is', () => {
    const after = written(first(), sent({ text: 'Уже перепитано', revision: 1 }), place, later);
    expect(after).toMatchObject({ text: 'Уже перепитано', createdAt: at, changedAt: later, revision: 2 });
  });
  it('that was reworded on two devices is a conflict', () => {
    const elsewhere = written(first(), sent({ text: 'Один пристрій', revision: 1 }), place, later);
    expect(() => written(elsewhere, sent({ text: 'Інший пристрій', revision: 1 }), place, later)).toThrow('conflict');
    expect(() => removable(elsewhere, 1)).toThrow('conflict');
    expect(() => written(first(), sent({ text: 'Інша з тим самим номером' }), place, later)).toThrow('conflict');
  });
  it('that was removed elsewhere comes back with what was written', () => {
    expect(written(undefined, sent({ text: 'Дописано', revision: 4 }), place, later)).toMatchObject({
      text: 'Дописано',
      revision: 5,
    });
  });
  it('at a second of a lecture stays there, also when it is reworded or was removed elsewhere', () => {
    const moment = { lectureId: 'lec_1', atSeconds: 133 };
    const made = written(undefined, sent({ passage: null, moment }), place, at);
    expect(made).toMatchObject({ moment });
    expect(written(made, sent({ passage: null, moment }), place, later)).toBe(made);
    const reworded = written(made, sent({ passage: null, text: 'Інакше', revision: 1 }), place, later);
    expect(reworded).toMatchObject({ moment, text: 'Інакше', revision: 2 });
    expect(written(undefined, sent({ passage: null, moment, revision: 2 }), place, later)).toMatchObject({ moment });
  });
  it('belongs to a second that the lecture of its lesson has', () => {
    const [lesson, films] = [{ lectures: { uk: 'lec_1' } }, [{ id: 'lec_1', durationSeconds: 59.4 }]];
    const isThere = (lectureId: string, atSeconds: number) => isMomentOf({ lectureId, atSeconds }, lesson, films);
    expect([isThere('lec_1', 0), isThere('lec_1', 60), isThere('lec_1', 61), isThere('lec_2', 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
  it('is removed once', () => {
    expect(removable(first(), 1)).toBe(true);
    expect(removable(undefined, 1)).toBe(false);
  });
});
