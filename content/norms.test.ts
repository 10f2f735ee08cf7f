/** The norms we bring along: every line can be taken, and none claims more than is known. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../functions/platform/csv.ts';
import { articlesIn, competencesIn, termsIn } from '../functions/norms/csv-read.ts';

const rows = (name: string) => csvRows(readFileSync(new URL(`norms/${name}.csv`, import.meta.url), 'utf8'));
const articles = articlesIn(rows('articles'), new Map());

describe('norms of the demo', () => {
  it('are taken without a fault', () => {
    for (const file of [articles, competencesIn(rows('competences'), []), termsIn(rows('terms'))]) {
      expect(file.faults).toEqual([]);
      expect(file.entries.length).toBeGreaterThan(20);
    }
  });

  it('are all still to be confirmed by a lawyer, each with its source, in Ukrainian and English', () => {
    for (const { wordings } of articles.entries) {
      for (const { lawyerConfirmed, source, text } of wordings) {
        expect(lawyerConfirmed).toBe(false);
        expect(source).toMatch(/^https?:/);
        expect(Object.keys(text)).toEqual(expect.arrayContaining(['uk', 'en']));
      }
    }
  });

  it('have competences and terms in four languages', () => {
    const named = competencesIn(rows('competences'), []).entries.map(({ name }) => name);
    for (const text of [...named, ...termsIn(rows('terms')).entries.map(({ word }) => word)])
      expect(Object.keys(text).sort()).toEqual(['en', 'kk', 'ru', 'uk']);
  });
});
