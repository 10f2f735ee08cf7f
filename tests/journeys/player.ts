/// <reference lib="dom" />
/** The lecture on a page, as journeys handle it: each waits for what the video itself says. */
import type { Page } from 'playwright-core';

export async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Відтворити' }).click();
  await page.waitForFunction(() => document.querySelector('video')?.paused === false);
}

export async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Призупинити' }).click();
  await page.waitForFunction(() => document.querySelector('video')?.paused);
}

export const pastSeconds = (page: Page, seconds: number) =>
  page.waitForFunction((past) => (document.querySelector('video')?.currentTime ?? 0) > past, seconds);

/** Stands there, to half a second. */
export const atSeconds = (page: Page, seconds: number) =>
  page.waitForFunction((there) => {
    const video = document.querySelector('video');
    return video?.paused && !video.seeking && Math.abs(video.currentTime - there) < 0.5;
  }, seconds);

export const ended = (page: Page) => page.waitForFunction(() => document.querySelector('video')?.ended);

/** All of the six seconds are in the browser. */
export const wholeFilmIsHere = (page: Page) =>
  page.waitForFunction(() => {
    const buffered = document.querySelector('video')?.buffered;
    return buffered?.length === 1 && buffered.end(0) > 5.8;
  });

export const place = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
