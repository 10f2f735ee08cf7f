/** A network that goes down while a film is sent. */
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';

/** What the console says of it. */
export const cut = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/];

/** A line that goes down once it has carried so many parts, however many are sent at once. */
export async function lineOf(page: Page) {
  const line = { parts: 0, begun: 0, came: 0, closed: false, down: undefined as Promise<void> | undefined };
  page.on('response', (response) => {
    if (isPart(response.request()) && response.ok()) line.came += 1;
  });
  const goDown = async () => {
    await expect.poll(() => line.came, { timeout: 20_000 }).toBe(line.begun);
    await page.context().setOffline(true);
  };
  await page.route(/partNumber=/, async (route) => {
    if (!isPart(route.request())) return route.continue();
    if (line.parts > 0) {
      line.parts -= 1;
      line.begun += 1;
      return route.continue();
    }
    if (!line.closed) await (line.down ??= goDown());
    return route.abort('internetdisconnected');
  });
  return Object.assign(line, {
    async up(parts: number) {
      await line.down;
      Object.assign(line, { parts, down: undefined });
      await page.context().setOffline(false);
    },
  });
}
const isPart = (request: Request) => request.method() === 'PUT' && request.url().includes('partNumber=');
