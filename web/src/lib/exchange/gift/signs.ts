/** Signs that mean something in GIFT and those that are only signs, because a backslash stands before them. Pure. */

const meaningful = ':#={}~';
/** one private sign for each, so that what is escaped is not found when the text is cut */
const first = 0xe020;
const lineBreak = String.fromCharCode(first + meaningful.length);

/** `\n` is a line break, `\\` a backslash. */
export const hidden = (text: string): string =>
  text.replaceAll(/\\([:#={}~n\\])/g, (_, sign: string) =>
    sign === '\\' ? '\\' : sign === 'n' ? lineBreak : String.fromCharCode(first + meaningful.indexOf(sign)),
  );

export const shown = (text: string): string =>
  text.replaceAll(/[\uE020-\uE026]/g, (sign) => (sign === lineBreak ? '\n' : meaningful[sign.charCodeAt(0) - first]!));

export const escaped = (text: string): string =>
  text.replaceAll(/[\\:#={}~]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);

/** An arrow in a prompt would part it from its choice: this reads the same in Markdown. */
export const unArrow = String.raw`-\\>`;
export const arrowed = (text: string): string => text.replaceAll(String.raw`-\>`, '->');
