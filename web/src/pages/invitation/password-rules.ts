/** What the academy asks of a password. The user pool decides in the end; this is its rule, so that nobody has to guess. */

export const rules = ['length', 'lower', 'upper', 'digit', 'symbol'] as const;
export type Rule = (typeof rules)[number];

export const lengthMin = 12;
export const lengthMax = 256;

const kept: Record<Rule, (password: string) => boolean> = {
  length: (password) => password.length >= lengthMin,
  lower: (password) => /[a-z]/.test(password),
  upper: (password) => /[A-Z]/.test(password),
  digit: (password) => /[0-9]/.test(password),
  symbol: (password) => /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+ -]/.test(password.trim()),
};

/** The rules a password does not keep yet. */
export const broken = (password: string): Rule[] => rules.filter((rule) => !kept[rule](password));
