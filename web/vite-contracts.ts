/**
 * The browser uses the contracts as a table (method, path, lists of codes); it parses nothing with their schemas, because
 * the server has. So their validator stays out of the pages: in its place stands a value that swallows every call.
 */
import type { Plugin } from 'vite';

const inert = `
const swallow = new Proxy(() => swallow, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : swallow) });
export const z = swallow;
`;
const id = '\0contracts-validator';

export function contractsWithoutValidator(): Plugin {
  return {
    name: 'contracts-without-validator',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('/z.ts') && importer?.includes('/functions/contracts/') ? id : undefined,
    load: (loaded) => (loaded === id ? inert : undefined),
  };
}
