/** The operator's view: does every record get its reaction, is anything turned away, how far back could we restore? */
import { Moment } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** A room that reacts to records, by the state of its queue. */
export const RoomState = z.object({
  room: z.string(),
  /** records in the queue, also those being worked on */
  waiting: z.int(),
  /** seconds the oldest of them has been waiting, by the measurement of the last minutes; 0 where none waits */
  oldestSeconds: z.int(),
  /** records that failed five times and wait for a person */
  deadLetters: z.int(),
});
export type RoomState = z.infer<typeof RoomState>;

export const Health = z.object({
  at: Moment,
  rooms: z.array(RoomState),
  /** the oldest record nobody has reacted to yet, over all rooms, in seconds */
  oldestSeconds: z.int(),
  /** from the table to the bus: records that did not get there, and failures of the last hour */
  pipe: z.object({ deadLetters: z.int(), failures: z.int() }),
  /** turned away in the last hour: starts of functions, calls on the table */
  throttles: z.object({ functions: z.int(), table: z.int() }),
  /** answers of the last hour, and how many of them were 5xx */
  answers: z.object({ all: z.int(), failed: z.int() }),
  backup: z.object({
    /** is every second of the past weeks restorable? */
    continuous: z.boolean(),
    earliest: z.nullable(Moment),
    latest: z.nullable(Moment),
  }),
  /** moment of the youngest state that can be restored; null where none can */
  lastBackup: z.nullable(Moment),
});
export type Health = z.infer<typeof Health>;

export const operations = {
  health: endpoint({
    method: 'GET',
    path: '/api/operations/health',
    summary: 'How the installation is: queues, dead letters, throttles, backup.',
    permission: 'operate',
    output: Health,
  }),
};
