/** From whatever was thrown to words and the code a person can pass on. */
import { ApiError, OfflineError } from './client.ts';
import { isKey, t, type MessageKey } from './i18n.svelte.ts';

export interface Described {
  text: string;
  offline: boolean;
  code: string | undefined;
  requestId: string | undefined;
  details: [string, string][];
}

export function describe(error: unknown): Described {
  if (error instanceof OfflineError) return { ...nothing, text: t('error.offline'), offline: true };
  if (!(error instanceof ApiError)) return { ...nothing, text: t('error.browser'), code: nameOf(error) };
  const { code, requestId, details } = error;
  // an address nobody could have meant is an address where nothing is
  const isAddress = code === 'invalid' && details['field']?.startsWith('params.');
  return {
    text: codeText(isAddress ? 'notFound' : code),
    offline: false,
    code,
    requestId,
    details: Object.entries(details),
  };
}

/** The words for a code of the contract; an unknown one (a newer server) gets the general sentence. */
export function codeText(code: string): string {
  const key = `error.${code}`;
  return isKey(key) ? t(key) : t('error.internal' satisfies MessageKey);
}

const nothing: Described = { text: '', offline: false, code: undefined, requestId: undefined, details: [] };
const nameOf = (error: unknown) => (error instanceof Error ? error.name : undefined);
