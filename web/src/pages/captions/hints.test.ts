import { expect, it } from 'vitest';
import { HintsDesk } from './hints-desk.ts';

it('hints are one paragraph each, stand in the order of the film, and are sent once they say something', () => {
  const desk = new HintsDesk('', 60_000);
  expect([desk.add(30_000), desk.add(30_500), desk.add(60_000)]).toEqual([undefined, 'taken', 'outside']);
  expect(desk.text).toBe('');
  desk.write(desk.items[0]!, 'uk', 'Перший рядок\r\n  другий рядок');
  desk.write(desk.items[0]!, 'en', ' ');
  desk.add(1000);
  desk.write(desk.items[0]!, 'uk', 'Раніше');
  const sent = [
    { atMs: 1000, text: { uk: 'Раніше' } },
    { atMs: 30_000, text: { uk: 'Перший рядок другий рядок' } },
  ];
  expect(JSON.parse(desk.text)).toEqual(sent);
  expect(new HintsDesk(desk.text, 60_000).text).toBe(desk.text);
  desk.bring('');
  expect([desk.text, desk.undo(), JSON.parse(desk.text)]).toEqual(['', true, sent]);
});
