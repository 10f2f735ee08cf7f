/** A film that is chosen on this device, and what is known of it before it is sent. */
import { ulid } from 'ulid';
import { idPrefixes } from '#contracts/common.ts';
import { formatBytes, formatClock } from '../format.ts';
import { lookAtFilm, type FilmFault, type LookedAt } from './look-at-film.ts';
import { lengthOf } from './upload-film.ts';

export class ChosenFilm {
  /** another film is another lecture: sent again, it goes on where it stopped */
  id = newId();
  file = $state.raw<File>();
  looked = $state.raw<LookedAt>();
  /** it was to be sent: what is missing is told */
  tried = $state(false);
  readonly #freeBytes: () => number | null;

  constructor(freeBytes: () => number | null) {
    this.#freeBytes = freeBytes;
  }

  get fault(): FilmFault | 'noFile' | undefined {
    if (this.file) return this.looked?.fault;
    return this.tried ? 'noFile' : undefined;
  }
  /** name, size and length, as far as they are known */
  get words(): string {
    if (!this.file) return '';
    const length = this.looked?.length;
    return [this.file.name, formatBytes(this.file.size), length && formatClock(length)].filter(Boolean).join(', ');
  }

  async choose(next: File | undefined): Promise<void> {
    if (!next) return;
    [this.file, this.looked, this.id] = [next, undefined, newId()];
    const found = await lookAtFilm(next, { freeBytes: this.#freeBytes(), playedLength: lengthOf });
    if (this.file === next) this.looked = found;
  }
}

const newId = (): string => `${idPrefixes.lecture}_${ulid()}`;
