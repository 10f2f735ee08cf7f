/** What is said about a picture. Pure. */
export const altMax = 500;

export interface Description {
  text: string;
  decorative: boolean;
}

/** The alternative text: empty for decoration, undefined as long as something has to be said. */
export function altOf({ text, decorative }: Description): string | undefined {
  if (decorative) return '';
  return text.replaceAll(/\s+/g, ' ').trim() || undefined;
}
