/** `ops health`: what the operator's page shows, and what of it needs somebody. */
import type { Health } from '#contracts/operations.ts';
import { installationOf, type Stage } from './stage.ts';

const longest = 30 * 60;

export async function health(stage: Stage): Promise<Health> {
  await installationOf(stage);
  const platform = await import('../../functions/platform/operations.ts');
  return platform.health(Date.now());
}

export interface Trouble {
  /** id of the alarm that goes off for it */
  what: string;
  /** heading in the runbook */
  entry: string;
}

/** What is wrong, each with the entry of the runbook that helps. */
export function troubles({ rooms, pipe, throttles, answers, backup }: Health): Trouble[] {
  const found: [wrong: boolean, what: string, entry?: string][] = [
    ...rooms.flatMap(({ room, deadLetters, oldestSeconds }): [boolean, string, string][] => [
      [deadLetters > 0, `${room}-dead-letters`, 'ROOM-dead-letters'],
      [oldestSeconds > longest, `${room}-queue-age`, 'ROOM-queue-age'],
    ]),
    [pipe.deadLetters > 0, 'pipe-dead-letters'],
    [pipe.failures > 0, 'pipe-failures'],
    [throttles.functions > 0, 'throttles'],
    [throttles.table > 0, 'table-throttles'],
    [answers.failed > 0, 'api-failures'],
    [!backup.continuous, 'no continuous backup', 'Backup and restore'],
  ];
  return found.filter(([wrong]) => wrong).map(([, what, entry = what]) => ({ what, entry }));
}

export function tableOf(it: Health): string {
  const rows = it.rooms.map(({ room, waiting, oldestSeconds, deadLetters }) =>
    [room, waiting, `${oldestSeconds} s`, deadLetters].map(String),
  );
  const { earliest, latest, continuous } = it.backup;
  return [
    columns([['room', 'waiting', 'oldest', 'dead letters'], ...rows]),
    '',
    `from table to bus           ${it.pipe.deadLetters} dead letters, ${it.pipe.failures} failures in the last hour`,
    `turned away in the last hour  ${it.throttles.functions} starts of functions, ${it.throttles.table} calls on the table`,
    `answers of the last hour    ${it.answers.all}, of them 5xx: ${it.answers.failed}`,
    `restorable                  ${continuous ? `${earliest ?? '?'} to ${latest ?? '?'}` : 'no: continuous backup is off'}`,
  ].join('\n');
}

/** First column left, the others right. */
function columns(rows: string[][]): string {
  const width = (at: number) => Math.max(...rows.map((row) => row[at]?.length ?? 0)) + 2;
  return rows
    .map((row) => row.map((cell, at) => (at ? cell.padStart(width(at)) : cell.padEnd(width(at)))).join(''))
    .join('\n');
}
