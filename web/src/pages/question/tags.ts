/** Tags as they are typed. Pure. */
import { tagsMax } from '#contracts/questions.ts';

const same = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase();

/** With what was typed, parted by commas; a tag the bank has already is taken as it is written there. */
export function withTags(chosen: readonly string[], typed: string, known: readonly string[]): string[] {
  const found = [...chosen];
  for (const part of typed.split(/[,;\n]/)) {
    const tag = part.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
    if (!tag || found.length >= tagsMax || found.some((each) => same(each, tag))) continue;
    found.push(known.find((each) => same(each, tag)) ?? tag);
  }
  return found;
}
