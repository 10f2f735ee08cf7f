/** Settings to begin with: what most people want for practice, for a test in class, for an exam. Pure. */
import type { QuizSettings } from '#contracts/quiz-settings.ts';
import type { QuizContent } from '#contracts/quizzes.ts';

export const presets = ['practice', 'class', 'exam'] as const;
export type Preset = (typeof presets)[number];

const common = { countsAs: 'best', layout: 'oneQuestion', navigation: 'free' } as const;

const settingsOf: Record<Preset, QuizSettings> = {
  practice: {
    ...{ ...common, minutes: null, attempts: null, passShare: null, practice: true, layout: 'onePage' },
    show: { when: 'atOnce', score: true, marks: true, key: true },
    blackout: { policy: 'none' },
  },
  class: {
    ...{ ...common, minutes: 30, attempts: 1, passShare: 0.6, practice: false },
    show: { when: 'afterClose', score: true, marks: true, key: true },
    blackout: { policy: 'grace', minutes: 30 },
  },
  exam: {
    ...{ ...common, minutes: 60, attempts: 1, passShare: 0.6, practice: false },
    show: { when: 'onRelease', score: true, marks: false, key: false },
    blackout: { policy: 'giveBack', minutesMax: 60 },
  },
};

/** What a preset changes: the settings, and what the quiz is for. */
export const presetOf = (preset: Preset): Pick<QuizContent, 'use' | 'settings'> => ({
  use: preset === 'practice' ? 'practice' : 'exam',
  settings: structuredClone(settingsOf[preset]),
});

/** Which preset a quiz follows to the letter; undefined where it has settings of its own. */
export const presetIn = ({ use, settings }: Pick<QuizContent, 'use' | 'settings'>): Preset | undefined =>
  presets.find((each) => isSame(presetOf(each), { use, settings }));

const isSame = (one: unknown, other: unknown): boolean => ordered(one) === ordered(other);
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
