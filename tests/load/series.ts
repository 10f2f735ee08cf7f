/** Things done one after the other, several times: how long each took, what it cost, and what it consumed. */
import type { LocalStack } from '../../infra/local/stack.ts';
import type { Meter } from './capacity.ts';
import { run, type Place } from './fresh-stack.ts';
import { percentile, rounded } from './report.ts';

export interface Series {
  ms: number[];
  cpuSeconds: number;
  readUnits: number;
  writeUnits: number;
}
export type Measured = Record<string, Series>;
/** Does a thing so many times, and notes what each time took. */
export type Take = (name: string, times: number, work: (time: number) => Promise<unknown>) => Promise<void>;

/** The stack on this database, for as long as the work takes. */
export async function on<T>(endpoint: string, place: Place, work: (stack: LocalStack) => Promise<T>): Promise<T> {
  process.env.KURS_DYNAMODB_ENDPOINT = endpoint;
  const { stack, stop } = await run(place).finally(() => delete process.env.KURS_DYNAMODB_ENDPOINT);
  const answer = await work(stack);
  await stop();
  return answer;
}

function takerOf(measured: Measured, around: (series: Series, work: () => Promise<unknown>) => Promise<unknown>): Take {
  return async (name, times, work) => {
    const series = (measured[name] ??= { ms: [], cpuSeconds: 0, readUnits: 0, writeUnits: 0 });
    for (let time = 0; time < times; time += 1) await around(series, () => work(time));
  };
}

/** Nothing is noted: for the round that warms up. */
export const takeNothing = (): Take => takerOf({}, (_, work) => work());

/** Time and CPU of the whole local cloud. */
export const takeTime = (measured: Measured, stack: LocalStack): Take =>
  takerOf(measured, async (series, work) => {
    const [before, begun] = [cpuOf(stack), performance.now()];
    await work();
    series.ms.push(performance.now() - begun);
    series.cpuSeconds += cpuOf(stack) - before;
  });

/** Capacity units, with every reaction. */
export const takeUnits = (measured: Measured, stack: LocalStack, meter: Meter): Take =>
  takerOf(measured, async (series, work) => {
    await stack.settled();
    const before = meter.units();
    await work();
    await stack.settled();
    const after = meter.units();
    series.ms.push(0);
    series.readUnits += after.read - before.read;
    series.writeUnits += after.write - before.write;
  });

function cpuOf(stack: LocalStack): number {
  const { dynamodb, gateway, functions } = stack.cpu();
  return dynamodb + gateway + Object.values(functions).reduce((sum, one) => sum + one, 0);
}

/** What both have in common, by name. */
export const figuresOf = (timed: Measured, metered: Measured) =>
  Object.entries(timed).map(([name, { ms, cpuSeconds }]) => {
    const sorted = [...ms].sort((a, b) => a - b);
    const units = metered[name]!;
    return {
      name,
      times: ms.length,
      p50Ms: rounded(percentile(sorted, 0.5)),
      p95Ms: rounded(percentile(sorted, 0.95)),
      cpuMs: rounded((cpuSeconds / ms.length) * 1000),
      readUnits: rounded(units.readUnits / units.ms.length),
      writeUnits: rounded(units.writeUnits / units.ms.length),
    };
  });
