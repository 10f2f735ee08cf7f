import { describe, expect, it } from 'vitest';
import type { Article } from '#contracts/norms.ts';
import {
  articleDraft,
  bodyOf,
  faultsOf,
  isCode,
  keptArticle,
  textsOf,
  withNewWording,
  wordsOfArticle,
} from './norm-form.ts';

const article = {
  id: 'art_1',
  code: 'npl-23',
  act: { id: 'act_1', code: 'npl', title: { uk: 'Закон' } },
  reference: 'ст. 23',
  topics: ['поліція', 'права'],
  retired: false,
  wording: null,
  revision: 4,
  mayChange: true,
  wordings: [
    {
      validFrom: '2020-01-01',
      validUntil: null,
      text: { uk: 'Текст', en: 'Text' },
      source: 'https://zakon.rada.gov.ua/laws/show/580-19',
      sourceGrade: 'B',
      checkedOn: null,
      lawyerConfirmed: true,
    },
  ],
} satisfies Article;
const target = { actId: 'act_new', revision: 4 };

describe('the form of an article', () => {
  it('sends what it was opened with', () => {
    const { code, reference, topics, wordings, retired } = article;
    expect(bodyOf(articleDraft(article), target)).toEqual({
      ...{ code, actId: 'act_1', reference, topics, wordings, retired, revision: 4 },
    });
    expect(faultsOf(articleDraft(article))).toEqual({});
  });

  it('ends the wording before on the day the new one begins, to be confirmed anew', () => {
    const draft = withNewWording(articleDraft(article));
    draft.wordings[0]!.validFrom = '2026-03-01';
    const { wordings } = bodyOf(draft, target);
    expect(wordings.map(({ validFrom, validUntil }) => [validFrom, validUntil])).toEqual([
      ['2026-03-01', null],
      ['2020-01-01', '2026-03-01'],
    ]);
    expect(wordings[0]).toMatchObject({ text: { uk: 'Текст' }, lawyerConfirmed: false });
  });

  it('takes a new act along', () => {
    const draft = { ...articleDraft(article), actId: '', actCode: 'cpc', actTitle: { ...textsOf(null), en: 'Code' } };
    expect(bodyOf(draft, target)).toMatchObject({ actId: 'act_new', newAct: { code: 'cpc', title: { en: 'Code' } } });
  });

  it('comes back from the device as it was, and is read before that', () => {
    const kept = keptArticle(JSON.stringify(articleDraft(article)));
    expect(kept && bodyOf(kept, target)).toEqual(bodyOf(articleDraft(article), target));
    expect(wordsOfArticle(kept)).toEqual(['ст. 23', 'npl-23', 'Текст', 'Text']);
    for (const text of ['', 'null', '{}[', '{"wordings":[]}', '{"wordings":"x"}', '{"code":7,"wordings":[{}]}'])
      expect(wordsOfArticle(keptArticle(text)).length).toBeLessThanOrEqual(0);
  });

  it('says what is missing or wrong', () => {
    const draft = articleDraft(undefined);
    const { key } = draft.wordings[0]!;
    Object.assign(draft.wordings[0]!, {
      source: 'javascript:alert(1)',
      validFrom: '2026-01-01',
      validUntil: '2025-01-01',
    });
    expect(faultsOf(draft)).toEqual({
      code: 'norms.fault.code',
      actCode: 'norms.fault.code',
      actTitle: 'norms.fault.missing',
      reference: 'norms.fault.missing',
      [`text.${key}`]: 'norms.fault.missing',
      [`source.${key}`]: 'norms.fault.address',
      [`until.${key}`]: 'norms.fault.period',
    });
  });

  it.each([
    ['npl-23-1', true],
    ['law.2', true],
    ['НПЛ', false],
    ['npl--1', false],
    ['-npl', false],
    ['', false],
  ])('code %s', (code, expected) => {
    expect(isCode(code)).toBe(expected);
  });
});
