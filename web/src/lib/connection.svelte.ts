/** Is the academy within reach? The browser's word, corrected by how calls really went. */
import { onOutcome } from './client.ts';

class Connection {
  #online = $state(navigator.onLine);

  get online(): boolean {
    return this.#online;
  }
  report(online: boolean): void {
    this.#online = online;
  }
}

export const connection = new Connection();

addEventListener('online', () => connection.report(true));
addEventListener('offline', () => connection.report(false));
onOutcome((outcome) => connection.report(outcome !== 'unreachable'));
