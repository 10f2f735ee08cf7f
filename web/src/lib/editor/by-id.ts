/** Small maps that are replaced, never changed under who reads them. Pure. */
export const byId = <Block extends { id: string }>(blocks: readonly Block[]): Map<string, Block> =>
  new Map(blocks.map((block) => [block.id, block]));

export const withEntry = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): Map<string, Value> =>
  new Map([...map, [key, value]]);

export const none = <Value>(): Map<string, Value> => new Map();

export const setOf = (values: readonly string[]): Set<string> => new Set(values);
