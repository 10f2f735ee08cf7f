/** Words of a question’s parts in the language of the interface. */
import type { QuestionKind } from '#contracts/question-kinds.ts';
import type { QuestionCard } from '#contracts/questions.ts';
import { t } from '../../lib/i18n.svelte.ts';
import type { Words } from './question-text.ts';

export const kindName = (kind: QuestionKind): string => t(`questions.kind.${kind}`);
export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

export const textWords = (): Words => ({
  right: '✓',
  wrong: '✗',
  true: t('questions.true'),
  false: t('questions.false'),
  explanation: t('questions.explanation'),
  sample: t('questions.sample'),
  scoring: t('questions.scoring'),
  share: percent,
  gap: (id) => t('questions.gap', { number: id }),
  tolerance: (tolerance) => (Number(tolerance) ? `± ${tolerance}` : ''),
  points: (points) => t('questions.points', { count: points }),
  limits: ({ min, max }) =>
    [min ? t('questions.atLeast', { count: min }) : '', max ? t('questions.atMost', { count: max }) : '']
      .filter(Boolean)
      .join(', '),
  scored: (body) => {
    if (body.kind === 'multiple') return t(`questions.scoring.${body.scoring}`);
    if (body.kind === 'matching') return t(`questions.scoringPairs.${body.scoring}`);
    if (body.kind === 'ordering') return t(`questions.scoringOrder.${body.scoring}`);
    return body.kind === 'gapFill' ? t(`questions.scoringGaps.${body.scoring}`) : undefined;
  },
});

/** Sign, word, then colour. */
export const stateSigns = {
  draft: { kind: 'plain', icon: 'pencil' },
  inReview: { kind: 'acc', icon: 'clock' },
  returned: { kind: 'warn', icon: 'undo' },
  approved: { kind: 'ok', icon: 'done' },
} as const satisfies Record<QuestionCard['state'], object>;
