/** Figures as people read them. */
export type Cell = string | number;
export type Row = Record<string, Cell>;

/** Prints rows under their common keys, numbers to the right. */
export function printTable(title: string, rows: Row[]): void {
  console.log(`\n${title}`);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const right = names.map((name) => rows.every((row) => typeof (row[name] ?? 0) === 'number'));
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      right[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
}

export const notes = (...lines: string[]): void => console.log(lines.map((line) => `  ${line}`).join('\n'));

/** Three significant digits: more is noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
/** Bytes as kB of 1000 bytes, one decimal. */
export const kB = (bytes: number): number => Math.round(bytes / 100) / 10;
export const seconds = (ms: number): number => Math.round(ms / 10) / 100;

export function median(values: number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** Nearest rank in sorted values; 0 where there are none. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
