/**
 * Attendance as it is being noted: what was noted is on this device at once and goes to the academy as soon as it can; what
 * somebody else noted meanwhile is shown and not overwritten.
 */
import { attendance, notedMax, type AttendanceRow, type AttendanceState } from '#contracts/attendance.ts';
import type { InputOf } from '#contracts/request.ts';
import { call, OfflineError } from '../../lib/client.ts';
import { deviceDraft, deviceKeeper } from '../../lib/device-draft.ts';
import { joined, newest, stillUnsent, unsentIn, withAnswers, type Unsent } from './unsent-attendance.ts';

type Place = InputOf<typeof attendance.noteAttendance>['params'];
export class AttendanceDesk {
  #rows = $state.raw<AttendanceRow[]>([]);
  #unsent = $state.raw<Unsent>({});
  #conflicts = $state.raw<string[]>([]);
  #place = $state<'device' | 'sending' | 'academy' | 'failed' | undefined>();
  #error = $state.raw<unknown>();
  readonly #at: Place;
  readonly #draft;
  #sending = false;

  constructor(place: Place, personId: string) {
    this.#at = place;
    this.#draft = deviceDraft(deviceKeeper(), ['attendance', personId, place.sessionId], unsentIn);
    this.#unsent = this.#draft.read() ?? {};
    if (this.waits) this.#place = 'device';
  }

  get rows(): readonly AttendanceRow[] {
    return this.#rows;
  }
  /** where the work is; undefined: nothing was noted here yet */
  get place() {
    return this.#place;
  }
  get error(): unknown {
    return this.#error;
  }
  /** whom somebody else has noted otherwise since */
  get conflicts(): readonly string[] {
    return this.#conflicts;
  }
  get waits(): boolean {
    return Object.keys(this.#unsent).length > 0;
  }

  /** What the academy has; what is noted here and not there yet stays. */
  take(rows: readonly AttendanceRow[]): void {
    this.#rows = newest(rows, this.#rows);
  }

  stateOf({ id, state }: AttendanceRow): AttendanceState | null {
    const unsent = this.#unsent[id];
    return unsent ? unsent.state : state;
  }

  note(rows: readonly AttendanceRow[], state: AttendanceState | null): void {
    const changed = rows.filter((row) => this.stateOf(row) !== state);
    if (changed.length === 0) return;
    const added = changed.map(({ id, revision }) => [id, { state, revision }] as const);
    this.#conflicts = this.#conflicts.filter((id) => !changed.some((row) => row.id === id));
    this.#keep({ ...this.#unsent, ...Object.fromEntries(added) });
    void this.send();
  }

  /** Everything that waits, a hundred at a time. */
  async send(): Promise<void> {
    if (this.#sending || !this.waits) return;
    this.#sending = true;
    this.#error = undefined;
    try {
      while (this.waits) await this.#sendSome();
      this.#place = 'academy';
    } catch (error) {
      this.#error = error;
      this.#place = error instanceof OfflineError ? 'device' : 'failed';
    } finally {
      this.#sending = false;
    }
  }

  async #sendSome(): Promise<void> {
    this.#place = 'sending';
    const sent: Unsent = Object.fromEntries(Object.entries(this.#unsent).slice(0, notedMax));
    const entries = Object.entries(sent).map(([personId, entry]) => ({ personId, ...entry }));
    const { items, conflicts } = await call(attendance.noteAttendance, { params: this.#at, body: { entries } });
    this.#rows = withAnswers(this.#rows, items);
    this.#conflicts = joined(this.#conflicts, conflicts);
    this.#keep(stillUnsent(this.#unsent, sent, items));
  }

  #keep(unsent: Unsent): void {
    this.#unsent = unsent;
    const kept = this.#draft.keep(Object.keys(unsent).length > 0 ? unsent : null);
    if (Object.keys(unsent).length > 0) this.#place = kept ? 'device' : 'failed';
  }
}
