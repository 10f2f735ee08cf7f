/** Endpoints of the agenda. */
import { agenda as contract } from '#contracts/agenda.ts';
import { serve } from '../platform/http.ts';
import { ownAgenda } from './own.ops.ts';

export const handler = serve(contract, { ownAgenda });
