/** Writing for an assignment: on the device with each letter, at the academy soon after, handed in once however often it is sent. */
import { assignmentWork, type OwnAssignment, type WorkDraft } from '#contracts/assignment-work.ts';
import { idPrefixes } from '#contracts/common.ts';
import { untrack } from 'svelte';
import { ulid } from 'ulid';
import { isRefusal, useAction } from '../action.svelte.ts';
import { call } from '../client.ts';
import { connection } from '../connection.svelte.ts';
import { deviceDraft, deviceKeeper } from '../device-draft.ts';
import { queryClient, queryOf } from '../query.svelte.ts';
import { session } from '../session.svelte.ts';
import { isKeptWork, isSameWork, startOf, type KeptWork } from './work-draft.ts';

const saveAfterMs = 1500;
const again = { first: 4000, longest: 30_000 };
const newSubmission = () => `${idPrefixes.submission}_${ulid()}`;

export class WorkDesk {
  readonly #params: { cohortId: string; assignmentId: string };
  readonly #device;
  readonly #handing = useAction();
  #work = $state.raw<KeptWork>() as KeptWork;
  /** what the academy has of it */
  #saved = $state.raw<Pick<KeptWork, 'text' | 'fileIds'>>({ text: '', fileIds: [] });
  /** the device keeps it */
  kept = $state(false);
  savedAt = $state<string>();
  saving = $state(false);
  failing = $state(false);
  /** what another device has saved meanwhile */
  other = $state.raw<WorkDraft>();
  #pause = again.first;
  #sending: Promise<void> = Promise.resolve();

  constructor(own: OwnAssignment) {
    this.#params = { cohortId: own.cohort.id, assignmentId: own.id };
    this.#device = deviceDraft(deviceKeeper(), ['work', session.me?.id ?? '', own.id], isKeptWork);
    this.#begin(own.draft);
  }

  get text(): string {
    return this.#work.text;
  }
  get fileIds(): readonly string[] {
    return this.#work.fileIds;
  }
  get changed(): boolean {
    return !isSameWork(this.#work, this.#saved);
  }
  get busy(): boolean {
    return this.#handing.busy;
  }
  get error(): unknown {
    return this.#handing.error;
  }
  /** Where it is; undefined: there is nothing yet. */
  get place() {
    if (this.saving) return 'sending';
    if (!this.changed) return this.savedAt === undefined ? undefined : 'academy';
    if (this.failing && connection.online) return 'failed';
    return this.kept ? 'device' : 'saving';
  }

  #begin(draft: WorkDraft | null): void {
    const kept = this.#device.read();
    const { work, other } = startOf(kept, draft, newSubmission);
    this.#work = work;
    this.kept = kept !== undefined;
    this.other = other;
    this.#saved = draft ?? { text: '', fileIds: [] };
    this.savedAt = draft?.savedAt;
  }

  write(change: Partial<Pick<KeptWork, 'text' | 'fileIds'>>): void {
    // other words are another submission: under the old id what was sent before may have come already
    this.#work = { ...this.#work, ...change, submissionId: newSubmission() };
    this.kept = this.#device.keep(this.#work);
    this.#handing.clear();
  }

  /** To be called once by the component: saves a moment after the last letter, and again when the network is back. */
  keepSaving(): void {
    $effect(() => {
      void this.#work;
      const waits = this.changed && !this.saving && !this.other && connection.online && session.state === 'in';
      if (!waits) return;
      const timer = setTimeout(() => void this.save(), untrack(() => this.failing) ? this.#pause : saveAfterMs);
      return () => clearTimeout(timer);
    });
  }

  async save(): Promise<void> {
    if (this.saving || this.busy) return;
    await (this.#sending = this.#send());
  }

  async #send(): Promise<void> {
    const { text, fileIds, revision } = this.#work;
    this.saving = true;
    try {
      const body = { text, fileIds, revision };
      this.#savedAs(await call(assignmentWork.saveDraft, { params: this.#params, body }));
      [this.failing, this.#pause] = [false, again.first];
    } catch (error) {
      if (isRefusal(error, 'conflict')) await this.#look();
      [this.failing, this.#pause] = [true, Math.min(again.longest, this.#pause * 2)];
    } finally {
      this.saving = false;
    }
  }

  #savedAs({ text, fileIds, revision, savedAt }: WorkDraft): void {
    this.#saved = { text, fileIds };
    this.savedAt = savedAt;
    this.#work = { ...this.#work, revision };
    if (this.changed) this.kept = this.#device.keep(this.#work);
    else this.#device.keep(null);
  }

  async #look(): Promise<void> {
    const own = await call(assignmentWork.ownAssignment, { params: this.#params }).catch(() => undefined);
    if (own?.draft && !isSameWork(own.draft, this.#work)) this.other = own.draft;
    else if (own) this.#work = { ...this.#work, revision: own.draft?.revision ?? 0 };
  }

  /** What was written here stays, and replaces what the other device saved – or gives way to it. */
  choose(mine: boolean): void {
    const other = this.other;
    if (!other) return;
    this.other = undefined;
    this.failing = false;
    if (mine) this.#work = { ...this.#work, revision: other.revision };
    else {
      this.#work = { ...this.#work, text: other.text, fileIds: other.fileIds, submissionId: newSubmission() };
      this.#savedAs(other);
    }
  }

  /** Answers whether the academy has it. */
  handIn(): Promise<boolean> {
    return this.#handing.run(async () => {
      // a draft that came after it would be another one
      await this.#sending;
      const { text, fileIds, submissionId } = this.#work;
      // an answer may be lost: the next try goes under the same id
      this.#device.keep(this.#work);
      const params = { ...this.#params, submissionId };
      const own = await call(assignmentWork.handIn, { params, body: { text, fileIds } });
      this.#device.keep(null);
      queryClient.setQueryData(queryOf(assignmentWork.ownAssignment, { params: this.#params }).queryKey, own);
      this.#begin(own.draft);
    });
  }
}
