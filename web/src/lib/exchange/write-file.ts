/** Collected questions as a file to save. Pure. */
import type { Language } from '#contracts/common.ts';
import { writeBundle, type BundleOrigin } from './bundle/bundle.ts';
import { writeCsvQuestions } from './csv/write.ts';
import { writeGift } from './gift/write.ts';
import { writeMoodle } from './moodle/write.ts';
import type { Collected } from './collect.ts';
import { isIn, type Written } from './outgoing.ts';

/** Aiken is read, not written: GIFT says the same and more. */
export const outFormats = ['bundle', 'moodle', 'gift', 'csv'] as const;
export type OutFormat = (typeof outFormats)[number];

const files: Record<OutFormat, { ending: string; type: string }> = {
  bundle: { ending: 'kurs-questions.json', type: 'application/json' },
  moodle: { ending: 'moodle.xml', type: 'application/xml' },
  gift: { ending: 'gift.txt', type: 'text/plain' },
  csv: { ending: 'csv', type: 'text/csv' },
};

export interface OutFile extends Written {
  name: string;
  type: string;
  /** questions that are not written in the chosen language */
  withoutLanguage: number;
}

export function outFile(format: OutFormat, found: Collected, language: Language, origin: BundleOrigin): OutFile {
  const chosen =
    format === 'bundle' ? found.questions : found.questions.filter(({ content }) => isIn(content, language));
  const { ending, type } = files[format];
  const part = format === 'bundle' ? '' : `-${language}`;
  return {
    ...written(format, { ...found, questions: chosen }, language, origin),
    name: `questions-${origin.at.slice(0, 10)}${part}.${ending}`,
    type,
    withoutLanguage: found.questions.length - chosen.length,
  };
}

function written(
  format: OutFormat,
  { questions, pictures }: Collected,
  language: Language,
  origin: BundleOrigin,
): Written {
  switch (format) {
    case 'gift':
      return writeGift(questions, language);
    case 'moodle':
      return writeMoodle(questions, { language, pictures });
    case 'csv':
      return writeCsvQuestions(questions, language);
    case 'bundle':
      return {
        text: writeBundle(questions, pictures, origin),
        report: questions.map((question) => ({ question, kept: true, notes: [] })),
      };
  }
}
