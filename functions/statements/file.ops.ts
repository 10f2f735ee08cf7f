/** The file of a statement: made anew each time from what is kept, the same bytes each time, and kept nowhere. */
import { readFile } from 'node:fs/promises';
import type { statements as contract } from '#contracts/statements.ts';
import { AppError } from '#contracts/errors.ts';
import { content } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import { environment } from '../platform/environment.ts';
import type { Input } from '../platform/http.ts';
import { visibleStatement } from './access.ops.ts';
import type { Fonts } from './sheet.ops.ts';

/** Beside the bundle: `infra/fonts.ts` lays them there. */
const font = (name: string): Promise<Uint8Array> => readFile(new URL(`./fonts/${name}`, import.meta.url));

let fonts: Promise<Fonts> | undefined;

/** Read when the first statement is printed, and then kept. */
function loadedFonts(): Promise<Fonts> {
  fonts ??= Promise.all([font('regular.ttf'), font('bold.ttf')]).then(([regular, bold]) => ({ regular, bold }));
  return fonts;
}

export async function file(ctx: Context, { params }: Input<(typeof contract)['file']>): Promise<Response> {
  const statement = await visibleStatement(ctx, params.statementId);
  // half of the bundle: the check, and every list, do without
  const { sheetOf } = await import('./sheet.ops.ts');
  const bytes = await sheetOf(statement, {
    fonts: await loadedFonts(),
    logo: statement.logo === undefined ? undefined : await content(statement.logo),
    address: `${environment('PUBLIC_ORIGIN')}/check/${statement.code}`,
  });
  if (!bytes) throw new AppError('notFound');
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="kurs-${statement.printed.number}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
}
