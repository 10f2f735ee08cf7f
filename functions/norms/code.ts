/** Codes of articles, competences and terms, e.g. `npl-23-1`. Pure. */

/** Sorts codes as people count: `npl-7` before `npl-23`. Different codes have different keys. */
export const codeKey = (code: string): string =>
  `${code.replaceAll(/\d+/g, (digits) => digits.padStart(5, '0'))}#${code}`;
