/**
 * The browser uses the contracts as a table (method, path, lists of codes); it parses nothing with their schemas, because
 * the server has. So their validator stays out of the pages: in its place stands a value that swallows every call. And so
 * do the schemas: rows of the table keep method and path, and what nobody uses then falls away, since contracts only compute.
 */
import { parseAst, type Plugin } from 'vite';

const inert = `
const swallow = new Proxy(() => swallow, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : swallow) });
export const z = swallow;
`;
const id = '\0contracts-validator';

/** Fields of a row that only the server reads. */
const serverSide = [
  ...['summary', 'permission', 'params', 'query', 'body', 'output', 'errors'],
  ...['bodyBytesMax', 'strictLimit', 'changesInView', 'raw'],
];

export function contractsWithoutValidator(): Plugin {
  return {
    name: 'contracts-without-validator',
    resolveId: {
      order: 'pre',
      handler: (source, importer) =>
        source.endsWith('/z.ts') && importer?.includes('/functions/contracts/') ? id : undefined,
    },
    load: (loaded) => (loaded === id ? { code: inert, moduleSideEffects: false } : undefined),
    transform: {
      // after TypeScript
      order: 'post',
      handler: (code, file) =>
        file.includes('/functions/contracts/')
          ? { code: forBrowser(code), map: null, moduleSideEffects: false }
          : undefined,
    },
  };
}

interface Node {
  type: string;
  start: number;
  end: number;
  callee?: Node & { name?: string };
  init?: Node | null;
  arguments?: Node[];
  properties?: (Node & { key?: Node & { name?: string } })[];
}
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A contract without what only the server reads; what is worked out when it is loaded is left out where nobody uses it. */
export function forBrowser(code: string): string {
  // a row that has only method and path has nothing left out
  if (code.includes('function endpoint(')) return 'export const endpoint = (row) => row;';
  const edits: Edit[] = [];
  walk(parseAst(code) as unknown as Node, edits);
  edits.sort((a, b) => b.start - a.start);
  return edits.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
}

function walk(node: Node, edits: Edit[]): void {
  // what is done when a function is called stays as it is
  if (/Function/.test(node.type)) return;
  if (node.type === 'CallExpression' && node.callee?.name === 'endpoint')
    return leaveOut(node.arguments?.[0]?.properties ?? [], edits);
  if (node.type === 'VariableDeclarator' && node.init && !/Function|Literal/.test(node.init.type)) {
    const { start, end } = node.init;
    edits.push({ start, end: start, text: '/* @__PURE__ */ (() => (' }, { start: end, end, text: '))()' });
  }
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(each)) walk(each, edits);
  }
}

function leaveOut(properties: NonNullable<Node['properties']>, edits: Edit[]): void {
  properties.forEach((property, index) => {
    if (!serverSide.includes(property.key?.name ?? '')) return;
    edits.push({ start: property.start, end: properties[index + 1]?.start ?? property.end, text: '' });
  });
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
