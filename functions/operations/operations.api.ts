/** The operator's page. What it shows is asked of the services themselves; nothing of it is kept. */
import { operations } from '#contracts/operations.ts';
import { serve } from '../platform/http.ts';
import { health } from '../platform/operations.ts';

export const handler = serve(operations, { health: (ctx) => health(ctx.now) });
