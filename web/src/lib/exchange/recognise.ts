/** Which format a text is written in, by what it says and not by how its file is called. Pure. */
import type { Format } from './item.ts';

export function formatOf(text: string): Format | undefined {
  const start = text.trimStart();
  if (isXml(start)) return 'moodle';
  if (/^\{\s*"/.test(start)) return 'bundle';
  if (/^ANSWER:\s*[A-Z]\s*$/m.test(text) && /^[A-Z][.)]\s/m.test(text)) return 'aiken';
  if (isCsv(start)) return 'csv';
  return start ? 'gift' : undefined;
}

/** A question in GIFT may begin with a tag as well. */
const isXml = (start: string) =>
  /^<(?:\?xml|quiz|!)/.test(start) || (start.startsWith('<') && start.trimEnd().endsWith('>'));

/** Its first line names columns, among them one of the two that have to be there. */
function isCsv(start: string): boolean {
  const head = start.slice(0, start.search(/\n|$/)).toLowerCase();
  const names = head.split(/[,;\t]/).map((name) => name.replaceAll('"', '').trim());
  return names.length > 1 && (names.includes('kind') || names.includes('ask'));
}
