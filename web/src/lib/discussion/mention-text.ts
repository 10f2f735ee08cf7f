/** Mentions as they are typed (`@Прізвище Ім’я`), stored (`@[per_…]`) and shown. Pure. */
import { withMentions } from '#contracts/mentions.ts';

export interface Name {
  id: string;
  givenName: string;
  familyName: string;
}

export const nameOf = ({ familyName, givenName }: Name): string => `${familyName} ${givenName}`.trim();

/** The longest names first: one may begin another. */
const longestFirst = (people: readonly Name[]) => people.toSorted((a, b) => nameOf(b).length - nameOf(a).length);

/** What is sent: names of people who were chosen become their ids. */
export const toStored = (typed: string, chosen: readonly Name[]): string =>
  longestFirst(chosen).reduce((text, one) => text.replaceAll(`@${nameOf(one)}`, `@[${one.id}]`), typed);

/** What is edited: ids become names again; of who has none any more the id stays. */
export const toTyped = (stored: string, people: readonly Name[]): string =>
  withMentions(stored, (id) => {
    const found = people.find((one) => one.id === id);
    return found ? `@${nameOf(found)}` : `@[${id}]`;
  });

/** What is shown, as Markdown: a name is never read as signs of it. */
export const toMarkdown = (stored: string, people: readonly Name[], gone: string): string =>
  withMentions(stored, (id) => {
    const found = people.find((one) => one.id === id);
    return `**@${(found ? nameOf(found) : gone).replaceAll(/[\\`*_[\]<>#|~&!]/g, '\\$&')}**`;
  });

/** The beginning of a name that is being typed before the caret, without its `@`; undefined where none is. */
export function beginningAt(text: string, caret: number): string | undefined {
  const found = /(?:^|[\s(])@([\p{L}’'ʼ-]{0,40}(?: [\p{L}’'ʼ-]{0,40})?)$/u.exec(text.slice(0, caret));
  return found?.[1];
}

/** People whose family or given name begins so. */
export function fitting<Person extends Name>(people: readonly Person[], beginning: string): Person[] {
  const wanted = beginning.toLocaleLowerCase();
  return people
    .filter((one) => [nameOf(one), one.givenName].some((name) => name.toLocaleLowerCase().startsWith(wanted)))
    .slice(0, 6);
}
