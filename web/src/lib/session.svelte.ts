/** Who is here. The session itself is a cookie nobody here can read; this is what the server told about it. */
import type { Language } from '#contracts/common.ts';
import { identity, type Me } from '#contracts/identity.ts';
import type { Action, Role } from '#contracts/permissions.ts';
import { requestOf } from '#contracts/request.ts';
import { ApiError, OfflineError, call, onOutcome } from './client.ts';
import { locale, setLocale } from './i18n.svelte.ts';
import { forgetMe, recallMe, recallMeAnyhow, rememberMe } from './session-memory.ts';

/** `ended`: was in, and the server no longer knows the session. `offline`: known from last time, the server cannot be asked. */
export type SessionState = 'loading' | 'in' | 'out' | 'ended' | 'offline';

class Session {
  #me = $state.raw<Me | undefined>();
  #state = $state<SessionState>('loading');
  #error = $state.raw<ApiError | OfflineError | undefined>();
  #leaving: (() => Promise<void> | void)[] = [];
  #wished: Language | undefined;

  get me(): Me | undefined {
    return this.#me;
  }
  get state(): SessionState {
    return this.#state;
  }
  /** why we could not learn who is here */
  get error(): ApiError | OfflineError | undefined {
    return this.#error;
  }
  get name(): string {
    return this.#me ? `${this.#me.givenName} ${this.#me.familyName}` : '';
  }
  /** Shows or hides; the server checks. */
  may(action: Action): boolean {
    return this.#me?.actions.includes(action) ?? false;
  }

  /** Asks the server who is here: at the start, after a sign-in elsewhere, when the network is back. */
  async check(): Promise<void> {
    this.#recall();
    try {
      await this.#arrive(await call(identity.me, {}));
      this.#error = undefined;
    } catch (error) {
      await this.#failed(error);
    }
  }

  /** Before sign-in there is nobody to ask for. */
  stayOut(): void {
    this.#state = 'out';
  }

  /** Runs before sign-out, e.g. to remove what lies on this device. */
  onLeave(callback: () => Promise<void> | void): void {
    this.#leaving.push(callback);
  }

  /** Ends the session here and at the identity provider; `everywhere`: those on other devices too. */
  async signOut({ everywhere = false } = {}): Promise<void> {
    const { location: next } = await call(everywhere ? identity.signOutEverywhere : identity.signOut, {});
    for (const callback of this.#leaving) await callback();
    forgetMe();
    location.assign(next);
  }

  /** Changes language or time zone at the academy, the interface at once. */
  async change(change: { locale?: Language; timeZone?: string }): Promise<void> {
    if (change.locale) await setLocale(change.locale);
    const me = this.#me;
    // chosen before the academy said who is here, or while it cannot be reached: told when it does
    if (this.#state !== 'in' && this.#state !== 'out') this.#wished = change.locale ?? this.#wished;
    if (me && this.#state === 'in')
      await this.#arrive(await call(identity.changeMe, { body: { ...change, revision: me.revision } }));
  }

  /** Shows Kurs as somebody with that role there sees it; the server changes nothing until it ends. */
  async startSeeAs(body: { organisationId: string; role: Role }): Promise<void> {
    await this.#arrive(await call(identity.startSeeAs, { body }));
  }
  async endSeeAs(): Promise<void> {
    await this.#arrive(await call(identity.endSeeAs, {}));
  }

  /** A call was refused for want of a session. */
  lost(): void {
    if (this.#state === 'in' || this.#state === 'offline') this.#state = 'ended';
    else if (this.#state === 'loading') this.#state = 'out';
    // somebody else may sign in now: the next page asks first
    forgetMe();
  }

  /** Who was here last time is here, until the server says otherwise: pages need not wait for it. */
  #recall(): void {
    const known = this.#me ? undefined : recallMe();
    if (!known) return;
    this.#me = known;
    locale.timeZone = known.timeZone;
  }

  async #arrive(me: Me): Promise<void> {
    // another person signed in meanwhile: nothing of the first may stay on the screen
    const isSame = !this.#me || this.#me.id === me.id;
    rememberMe(me);
    if (!isSame) return location.reload();
    this.#me = me;
    this.#state = 'in';
    locale.timeZone = me.timeZone;
    const wished = this.#wished;
    this.#wished = undefined;
    if (wished && wished !== me.locale) return this.change({ locale: wished });
    if (me.locale !== locale.current) await setLocale(me.locale);
  }

  async #failed(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.status === 401) return;
    const known = this.#me ?? (await recallMeAnyhow());
    this.#error = error instanceof ApiError || error instanceof OfflineError ? error : new OfflineError(error);
    if (!(error instanceof ApiError) && known) this.#restore(known);
  }

  #restore(me: Me): void {
    this.#me = me;
    locale.timeZone = me.timeZone;
    if (this.#state === 'loading') this.#state = 'offline';
  }
}

export const session = new Session();

onOutcome((outcome) => {
  if (outcome === 'signInNeeded') session.lost();
});

/** The address that starts the sign-in; the browser goes there, it is no call. */
export function signInHref(returnTo: string): string {
  return requestOf(identity.signIn, { query: { returnTo, language: locale.current } }).path;
}

/** The same with the password asked for anew, so that the second factor may be changed. */
export function freshSignInHref(returnTo: string): string {
  return requestOf(identity.signIn, { query: { returnTo, language: locale.current, purpose: 'secondFactor' } }).path;
}
