/** `/dev/mail`: the letters this machine would have sent, newest first. Text only, escaped; addresses in it can be followed. */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Mail } from './aws/mail.ts';

const css = `:root { color-scheme: light dark; --line: #d9dfe2; --quiet: #43525a; --accent: #0a6075; --ground: #fff; --ink: #141c20; }
@media (prefers-color-scheme: dark) { :root { --line: #2d373c; --quiet: #b6c2c7; --accent: #72c6da; --ground: #181e21; --ink: #e7ecee; } }
html { background: var(--ground); color: var(--ink); }
body { margin: 0 auto; max-width: 46rem; padding: 1rem clamp(1rem, 4vw, 2rem) 4rem; overflow-wrap: anywhere;
  font: 400 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.125rem; }
article { padding-block: 1.5rem; border-top: 1px solid var(--line); }
header p, .none { margin: .25rem 0; color: var(--quiet); }
pre { margin: 1rem 0; white-space: pre-wrap; font: inherit; }
details pre { font: .875rem/1.5 ui-monospace, monospace; }
summary { display: inline-block; min-height: 2.75rem; padding-block: .625rem; cursor: pointer; color: var(--quiet); }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }`;
const cssHash = createHash('sha256').update(css).digest('base64');

/** The page as HTML without scripts. */
export function mailPage(letters: readonly Mail[]): string {
  const list = letters.toReversed().map(article).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Mail – Kurs on this machine</title><link rel="icon" href="data:,"><style>${css}</style></head>
<body><main><h1>Mail of this machine</h1>
${list || '<p class="none">No letter yet. Invite somebody, and the letter will be here.</p>'}
</main></body></html>`;
}

/** Answers with the page, which may do nothing but be read. */
export function sendMailPage(response: ServerResponse, letters: readonly Mail[]): void {
  const policy = `default-src 'none'; style-src 'sha256-${cssHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .end(mailPage(letters));
}

const article = ({ at, from, to, subject, text, html }: Mail) => `<article><header>
<h2>${escape(subject)}</h2>
<p>To: ${escape(to.join(', '))}</p>
<p>From: ${escape(from)} · <time datetime="${escape(at)}">${escape(at.slice(0, 16).replace('T', ' '))} UTC</time></p>
</header><pre>${linked(text)}</pre>${html ? `<details><summary>HTML source</summary><pre>${escape(html)}</pre></details>` : ''}</article>`;

/** Escapes a text and makes its http addresses links. */
const linked = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
