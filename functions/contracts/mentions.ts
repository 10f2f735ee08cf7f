/** Mentions in a text: `@[per_…]`, stored as ids and shown as the names people have now. Pure. */
import { idPrefixes } from './common.ts';

/** people one text may mention */
export const mentionsMax = 10;

const pattern = () => new RegExp(`@\\[(${idPrefixes.person}_[0-9A-HJKMNP-TV-Z]{26})\\]`, 'g');

/** Ids of people a text mentions, each once, in their order. */
export const mentionsIn = (text: string): string[] => [...new Set([...text.matchAll(pattern())].map(([, id]) => id!))];

/** The text with something in the place of each mention. */
export const withMentions = (text: string, shown: (personId: string) => string): string =>
  text.replace(pattern(), (_, personId: string) => shown(personId));
