/** EventBridge's event patterns, as rules and pipe filters use them. A pattern with an unknown operator throws when it is compiled. */
type Test = (value: unknown) => boolean;

/** Compiles a pattern into a test of events. */
export function compilePattern(pattern: unknown): Test {
  const fields = Object.entries(pattern as object).map(([name, part]) => [name, fieldTest(name, part)] as const);
  return (event) => fields.every(([name, test]) => test((event as Record<string, unknown> | undefined)?.[name]));
}

function fieldTest(name: string, part: unknown): Test {
  if (name.startsWith('$')) throw new Error(`the event pattern operator ${name} is not known to the local cloud`);
  if (!Array.isArray(part)) return compilePattern(part);
  const tests = part.map(valueTest);
  return (value) => tests.some((test) => (Array.isArray(value) && value.length ? value.some(test) : test(value)));
}

function valueTest(wanted: unknown): Test {
  if (wanted === null || typeof wanted !== 'object') return (value) => value === wanted;
  const [[operator = '', operand] = []] = Object.entries(wanted);
  const text = String(operand);
  const listed = Array.isArray(operand) ? operand : [operand];
  const operators: Record<string, Test> = {
    prefix: (value) => typeof value === 'string' && value.startsWith(text),
    suffix: (value) => typeof value === 'string' && value.endsWith(text),
    'equals-ignore-case': (value) => typeof value === 'string' && value.toLowerCase() === text.toLowerCase(),
    exists: (value) => (value !== undefined) === operand,
    'anything-but': (value) => value !== undefined && !listed.includes(value),
  };
  const test = operators[operator];
  if (!test || (operand !== null && typeof operand === 'object' && operator !== 'anything-but')) {
    throw new Error(`the event pattern ${JSON.stringify(wanted)} is not known to the local cloud`);
  }
  return test;
}
