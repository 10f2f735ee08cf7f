/** The demo’s questions: complete in every language, their key not given away by its length, what they name is there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '#contracts/common.ts';
import { QuestionContent } from '#contracts/question-kinds.ts';
import { contentFaults } from '#contracts/scoring/check-content.ts';
import { z } from '#contracts/z.ts';
import { demoQuestions } from '../infra/local/demo-questions.ts';

const files = demoQuestions();
const all = files.flatMap(({ questions }) => questions);
const codesIn = (name: string): Set<string> => {
  const text = readFileSync(new URL(`norms/${name}.csv`, import.meta.url), 'utf8');
  return new Set(text.split('\n').map((line) => line.replace(/^\uFEFF/, '').split(',')[0] ?? ''));
};

describe('the questions of the demo', () => {
  it('are sixty, of several kinds, each once', () => {
    expect(all).toHaveLength(60);
    expect(new Set(all.map(({ key }) => key)).size).toBe(60);
    expect(new Set(all.map(({ content }) => content.body.kind)).size).toBe(6);
  });

  it.each(all.map((question) => [question.key, question] as const))(
    '%s could be submitted in four languages',
    (_, { content }) => {
      expect(z.safeParse(QuestionContent, content).error).toBeUndefined();
      expect(contentFaults(content, languages)).toEqual([]);
    },
  );

  it('name norms and competences that are there', () => {
    const [articles, competences] = [codesIn('articles'), codesIn('competences')];
    expect(all.flatMap(({ norms }) => norms).filter((code) => !articles.has(code))).toEqual([]);
    expect(all.flatMap((question) => question.competences).filter((code) => !competences.has(code))).toEqual([]);
  });

  it('do not give their key away by its length', () => {
    const told = all.flatMap(({ key, content: { body } }) => {
      if (body.kind !== 'single') return [];
      return languages
        .filter((language) => {
          const longest = (isKey: boolean) =>
            Math.max(
              ...body.options.filter(({ share }) => (share === 1) === isKey).map(({ text }) => text[language]!.length),
            );
          return longest(true) > 1.2 * longest(false) && longest(true) > 25;
        })
        .map((language) => `${key} ${language}`);
    });
    expect(told).toEqual([]);
  });
});
