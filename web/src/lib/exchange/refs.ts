/** Pictures that texts of a question name. Pure. */
import type { QuestionContent } from '#contracts/question-kinds.ts';

const named = /!\[((?:[^\]\\]|\\.)*)\]\((media:[\w-]+)\)/g;

export const refsIn = (content: QuestionContent): string[] => [
  ...new Set([...JSON.stringify(content).matchAll(/\]\((media:[\w-]+)\)/g)].map(([, ref]) => ref!)),
];

/** Every text with other names for its pictures; one without a name leaves its words. */
export const renamed = (content: QuestionContent, names: ReadonlyMap<string, string | undefined>): QuestionContent =>
  mapTexts(content, (text) =>
    text.replaceAll(named, (whole, alt: string, ref: string) => {
      if (!names.has(ref)) return whole;
      const name = names.get(ref);
      return name ? `![${alt}](${name})` : alt || '–';
    }),
  );

/** The same content with every text of it changed. */
export function mapTexts(content: QuestionContent, change: (text: string) => string): QuestionContent {
  const inAny = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(inAny);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inAny(each)]));
  };
  return inAny(content) as QuestionContent;
}
