/** A browser of one’s own with a profile on the disk, to be killed as a power cut would: it keeps what it had written. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Client } from '../../infra/local/client.ts';
import { forBrowser } from '../load/visit.ts';
import { browserCommand } from './browser-server.ts';
import { until } from './stack.ts';

export class KillableBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'kurs-browser-'));
  #process: ChildProcess | undefined;
  #context: BrowserContext | undefined;

  constructor() {
    onTestFinished(async ({ task }) => {
      const [page] = task.result?.state === 'fail' ? (this.#context?.pages() ?? []) : [];
      await page?.screenshot({ path: '.build/journeys/killable.png', timeout: 5_000 }).catch(() => undefined);
      await this.kill();
      rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** Starts it, anew or again, as somebody who is signed in. */
  async start(client: Client): Promise<Page> {
    const { executablePath, env, args } = await browserCommand();
    const own = ['--headless', `--user-data-dir=${this.#profile}`, '--remote-debugging-port=0', '--lang=uk-UA'];
    rmSync(this.#portFile, { force: true });
    // a group of its own: its helpers are killed with it
    this.#process = spawn(executablePath, [...args, ...own, 'about:blank'], { env, detached: true, stdio: 'ignore' });
    const port = await until(async () => this.#port(), Boolean);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    this.#context = browser.contexts()[0]!;
    await this.#context.addCookies(forBrowser(client.cookies()));
    return this.#context.pages()[0] ?? this.#context.newPage();
  }

  async offline(on: boolean): Promise<void> {
    await this.#context?.setOffline(on);
  }

  /** Without a word to it. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process ?? {};
    if (!pid || exitCode !== null || signalCode !== null) return;
    const gone = new Promise((resolve) => this.#process?.once('exit', resolve));
    process.kill(-pid, 'SIGKILL');
    await gone;
  }

  get #portFile(): string {
    return join(this.#profile, 'DevToolsActivePort');
  }
  #port(): string | undefined {
    try {
      return readFileSync(this.#portFile, 'utf8').split('\n')[0];
    } catch {
      return undefined;
    }
  }
}
