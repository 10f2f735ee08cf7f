import { describe, expect, it } from 'vitest';
import { commonHashes, fingerprints, sharedBy, sharedPassages } from './winnowing.ts';

const copied =
  'Поліцейський зобов’язаний повідомити затриманій особі підстави затримання, роз’яснити її права та негайно надати можливість повідомити близьких.';
const one = `На мою думку, найважливіше – законність. ${copied} Інакше протокол не матиме сили.`;
const other = `Коли ми приїхали на виклик, було темно і людно. ${copied.toUpperCase().replaceAll(',', ' –')} Так навчали.`;
const own = 'Зовсім інший текст про взаємодію з громадою, дільничного і старост, які разом вирішують, що болить людям.';
const hashes = (text: string) => new Set(fingerprints(text).map(({ hash }) => hash));
const none = new Set<number>();

describe('winnowing', () => {
  it('finds a passage whatever stands around it, in other letters and with other signs', () => {
    const [passage] = sharedPassages(one, other, none, 5);
    const here = one.slice(passage!.here.from, passage!.here.to);
    expect(copied).toContain(here.slice(0, 40));
    expect(here.length).toBeGreaterThan(copied.length * 0.7);
    expect(other.slice(passage!.there.from, passage!.there.to).toLowerCase()).toContain('затримання');
  });

  it('says how much of a text stands in the other', () => {
    expect(sharedBy(hashes(one), hashes(one), none)).toBe(1);
    expect(sharedBy(hashes(one), hashes(other), none)).toBeGreaterThan(0.4);
    expect(sharedBy(hashes(one), hashes(own), none)).toBe(0);
    expect(sharedBy(hashes(''), hashes(one), none)).toBe(0);
  });

  it('leaves out what the task says itself', () => {
    const common = commonHashes(`Поясніть: ${copied}`, [hashes(one), hashes(other)]);
    expect(sharedBy(hashes(one), hashes(other), common)).toBe(0);
    expect(sharedPassages(one, other, common, 5)).toEqual([]);
  });

  it('leaves out what many write', () => {
    const works = Array.from({ length: 6 }, (_, index) => hashes(`${index} ${copied}`));
    expect(sharedBy(works[0]!, works[1]!, commonHashes('', works))).toBe(0);
    expect(sharedBy(works[0]!, works[1]!, commonHashes('', works.slice(0, 2)))).toBeGreaterThan(0.9);
  });

  it('knows nothing of texts shorter than a shingle', () => {
    expect(fingerprints('Коротко.')).toEqual([]);
    expect(fingerprints('')).toEqual([]);
  });

  it('keeps a fraction of all shingles', () => {
    const text = Array.from({ length: 400 }, (_, index) => `слово${(index * 7919) % 1009}`).join(' ');
    const { length } = fingerprints(text);
    expect(length).toBeGreaterThan(text.length / 20);
    expect(length).toBeLessThan(text.length / 2);
  });
});
