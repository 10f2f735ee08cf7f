import { describe, expect, it } from 'vitest';
import { likeness, passageAt, passageFinder } from './passage.ts';

const text = `Поліцейський роз’яснює права затриманого негайно й зрозумілою мовою.
Права затриманого записують у протокол.
Кожна хвилина затримання має підставу, яку можна назвати вголос одним реченням, і час, який записано точно.
`;
const spanOf = (quote: string, from = 0, whole = text) => {
  const start = whole.indexOf(quote, from);
  return { start, end: start + quote.length };
};
const passage = (quote: string, from = 0) => passageAt(text, spanOf(quote, from))!;
const found = (in_: string, quote: string, from = 0) => {
  const span = passageFinder(in_)(passage(quote, from));
  return span && in_.slice(span.start, span.end);
};

describe('a passage', () => {
  it('is kept with what stands around it, without the spaces at its ends', () => {
    expect(passageAt(text, { start: 12, end: 29 })).toMatchObject({
      quote: 'роз’яснює права',
      before: 'Поліцейський ',
    });
    expect(passageAt('  \n ', { start: 0, end: 4 })).toBeUndefined();
  });
  it('that occurs twice is found in its own place', () => {
    const second = text.indexOf('затриманого', text.indexOf('затриманого') + 1);
    expect(passageFinder(text)(passage('затриманого', second))).toEqual(spanOf('затриманого', second));
    expect(passageFinder(text)(passage('затриманого'))).toEqual(spanOf('затриманого'));
  });
  it('is found although lines are broken otherwise', () => {
    expect(found(text.replaceAll(' ', '\n'), 'права затриманого негайно')).toBe('права\nзатриманого\nнегайно');
  });
  it('is found after text was put before it', () => {
    expect(found(`Новий вступ про права затриманого.\n${text}`, 'Права затриманого записують')).toBe(
      'Права затриманого записують',
    );
  });
  it('is found after a word in it was changed', () => {
    const changed = text.replace(
      'яку можна назвати вголос одним реченням',
      'яку завжди називають уголос одним реченням',
    );
    const quote =
      'Кожна хвилина затримання має підставу, яку можна назвати вголос одним реченням, і час, який записано точно.';
    expect(found(changed, quote)).toContain('завжди називають');
    expect(found(text.replace('записують у протокол', 'вносять у протокол'), 'записують')).toBeUndefined();
  });
  it('that is gone is not found elsewhere', () => {
    expect(found('Зовсім інший текст про інше.', 'Права затриманого записують у протокол')).toBeUndefined();
  });
});

it('likeness is of letters in pairs', () => {
  expect(likeness('слово', 'слово')).toBe(1);
  expect(likeness('слово', 'діло')).toBeLessThan(0.6);
  expect(likeness('', '')).toBe(1);
});
