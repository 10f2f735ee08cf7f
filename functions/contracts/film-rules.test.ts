import { expect, it } from 'vitest';
import { hasRules, noRules, rulesIn } from './film-rules.ts';

it('rules are read as they were kept; what cannot be read shuts nobody out', () => {
  const kept = { noSkipping: true, watermark: false, download: true };
  expect(rulesIn(JSON.stringify(kept))).toEqual(kept);
  for (const wrong of ['', '{', 'null', '[]', '{"noSkipping":true}', JSON.stringify({ ...kept, other: true })])
    expect(rulesIn(wrong), wrong).toEqual(noRules);
});

it('rules that allow what is allowed anyway are none', () => {
  expect(hasRules(noRules)).toBe(false);
  expect(hasRules({ ...noRules, download: true })).toBe(true);
});
