/** DynamoDB's expressions, as far as a judgement needs them: which attributes they name, which partition key they ask for. */

export type Names = Record<string, string> | undefined;
export type Value = { S?: string; N?: string; B?: string };
export type Item = Record<string, Value>;

const words = new Set(['and', 'or', 'not', 'in', 'between', 'set', 'remove', 'add', 'delete']);

/** Top-level attributes of an expression: `#a.b[0] = :v and size(c) > :w` names what `#a` stands for, and `c`. */
export function attributesIn(expression: unknown, names: Names): string[] {
  if (typeof expression !== 'string') return [];
  const found = expression.matchAll(/(?<![\w.:#])(#\w+|[A-Za-z_]\w*)(?!\w|\s*\()/g);
  return [...found].map(([, name = '']) => name).flatMap((name) => plain(name, names));
}

function plain(name: string, names: Names): string[] {
  if (name.startsWith('#')) return [names?.[name] ?? name];
  return words.has(name.toLowerCase()) ? [] : [name];
}

/** The value that a key condition wants this key to equal; undefined where it says nothing about it. */
export function keyIn(condition: unknown, key: string, names: Names, values: Item | undefined): string | undefined {
  if (typeof condition !== 'string') return undefined;
  for (const [, left = '', right = ''] of condition.matchAll(/([#:]?\w+)\s*=\s*([#:]?\w+)/g)) {
    const [name, value] = left.startsWith(':') ? [right, left] : [left, right];
    if ((names?.[name] ?? name) === key) return textOf(values?.[value]);
  }
  return undefined;
}

export const textOf = (value: Value | undefined): string | undefined => value && (value.S ?? value.N ?? value.B);
