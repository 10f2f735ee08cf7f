/** Prints the ten slowest tests and, as its last line, `N passed, N failed`; writes the counts to $KURS_COUNTS for tests/run.ts. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
}

export default class Closing implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = tests.map((test) => test.result().state);
    // a file that could not be imported and a hook that threw are failures of their own
    const broken = modules.filter((module) => module.errors().length).length;
    const brokenSuites = modules
      .flatMap((module) => [...module.children.allSuites()])
      .filter((suite) => suite.errors().length).length;
    const passed = states.filter((state) => state === 'passed').length;
    const nothing = Number(!tests.length);
    const failed =
      states.filter((state) => state === 'failed').length + broken + brokenSuites + errors.length + nothing;
    const file = process.env.KURS_COUNTS;
    if (file) writeFileSync(file, JSON.stringify({ passed, failed } satisfies Counts));
    const slowest = tests
      .map((test) => ({
        ms: test.diagnostic()?.duration ?? 0,
        name: `${test.module.relativeModuleId} › ${test.fullName}`,
      }))
      .sort((a, b) => b.ms - a.ms)
      .slice(0, 10);
    process.once('exit', () => {
      console.log(
        ['', 'slowest:', ...slowest.map(({ ms, name }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`)].join(
          '\n',
        ),
      );
      if (!file) console.log(`\n${passed} passed, ${failed} failed`);
    });
  }
}
