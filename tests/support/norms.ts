/** Norms made for a test: what the contract asks for, and nothing that another test could have made. */
import type { Wording } from '#contracts/norms.ts';
import { newId } from './stack.ts';

/** A code nobody else has. */
export const newCode = (beginning = 't'): string => `${beginning}-${newId('article').slice(-12).toLowerCase()}`;

export const wording = (uk: string, of: Partial<Wording> = {}): Wording => ({
  validFrom: null,
  validUntil: null,
  text: { uk },
  source: 'https://zakon.rada.gov.ua/laws/show/580-19',
  sourceGrade: 'A',
  checkedOn: '2026-02-22',
  lawyerConfirmed: false,
  ...of,
});

/** The request that creates an article in an act of its own. */
export function newArticle(wordings: Wording[] = [wording('Текст норми')]) {
  const code = newCode();
  return {
    params: { articleId: newId('article') },
    body: {
      code,
      actId: newId('act'),
      newAct: { code: `${code}-act`, title: { uk: `Закон ${code}`, en: `Law ${code}` } },
      reference: 'ст. 23 ч. 1',
      topics: ['поліція'],
      wordings,
      retired: false,
      revision: null as number | null,
    },
  };
}
