/** Tests of the API that move the clock everybody lives by: beside another of them, time would run away from both. */
export const clockMovers = ['attempts', 'attempts-end', 'marking', 'runs'].map((name) => `tests/api/${name}.test.ts`);
