/** The one door to zod: the mini build (small in the browser), without generated code (our CSP forbids eval). */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
