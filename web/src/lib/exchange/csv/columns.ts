/** Columns of our table of questions; in any order, only `kind` and `ask` are needed. */
export const csvColumns = {
  kind: 0,
  given: 0,
  ask: 0,
  text: 0,
  right: 0,
  wrong: 0,
  unit: 0,
  scoring: 0,
  explanation: 0,
  tags: 0,
  folder: 0,
  difficulty: 0,
  use: 0,
  language: 0,
} as const;
export type CsvColumn = keyof typeof csvColumns;
export const csvColumnNames = Object.keys(csvColumns) as CsvColumn[];
