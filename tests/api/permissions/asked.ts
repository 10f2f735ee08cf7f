/** Several things asked at once, by name, so that a failure says which. */

/** How each of them ended. */
export const all = async (asked: Record<string, Promise<unknown>>) =>
  Object.fromEntries(await Promise.all(Object.entries(asked).map(async ([name, one]) => [name, await one] as const)));

/** All of them ended so. */
export const each = (asked: object, ended: unknown) =>
  Object.fromEntries(Object.keys(asked).map((name) => [name, ended]));
