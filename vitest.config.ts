import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { clockMovers } from './tests/support/clock-movers.ts';
import LongestFirst from './tests/support/longest-first.ts';

const threads = { environment: 'node', pool: 'threads' } as const;
/**
 * Files of a worker share the modules they import, which are read and evaluated once: a test file keeps what it changes to
 * itself. That takes two thirds off the unit tests.
 */
const shared = { ...threads, isolate: false } as const;
/** Kinds of tests run one after the other, so that two cores carry one kind at a time. */
const order = (groupOrder: number) => ({ sequence: { groupOrder } });

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/closing-reporter.ts'],
    globalSetup: ['./tests/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [svelte({ configFile: 'web/svelte.config.js' })],
        resolve: { conditions: ['browser'] },
        test: {
          ...shared,
          ...order(0),
          name: 'unit',
          include: ['{functions,web/src,content,infra}/**/*.test.ts', 'tests/*.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...threads,
          ...order(1),
          name: 'storage',
          include: ['tests/storage/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // all files share one synth
          ...shared,
          ...order(2),
          name: 'infra',
          include: ['tests/infra/**/*.test.ts'],
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          ...order(3),
          name: 'api',
          // two cores carry the stack and the tests: what is polled for comes, but not within a second
          expect: { poll: { timeout: 15_000 } },
          include: ['tests/api/**/*.test.ts'],
          exclude: clockMovers,
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          ...order(4),
          name: 'clock',
          expect: { poll: { timeout: 15_000 } },
          include: clockMovers,
          maxWorkers: 1,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          ...order(5),
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
