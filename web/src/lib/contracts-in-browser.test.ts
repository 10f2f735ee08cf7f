import { expect, it } from 'vitest';
import { forBrowser } from '../../vite-contracts.ts';

it('a contract keeps its table for the browser, and nothing is made for schemas that nobody reads', () => {
  const code = `const Name = z.string().check(z.maxLength(5));
export const max = 5;
export const rows = { one: endpoint({ method: 'GET', path: '/api/a', summary: 's', output: z.object({ Name }), raw: true }) };
export const later = () => z.string();
`;
  const name = '/* @__PURE__ */ (() => (z.string().check(z.maxLength(5))))()';
  const row = "/* @__PURE__ */ (() => ({ one: endpoint({ method: 'GET', path: '/api/a',  }) }))()";
  expect(forBrowser(code)).toBe(`const Name = ${name};
export const max = 5;
export const rows = ${row};
export const later = () => z.string();
`);
});
