import { describe, expect, it } from 'vitest';
import { noRules, type FilmRules } from '#contracts/film-rules.ts';
import { RulesSaving, type KnownRules } from './rules-saving.svelte.ts';

/** An academy that keeps rules as ours does: saved where nobody was quicker. */
function academy() {
  let kept: KnownRules = { rules: noRules, sha256: null };
  const saved: FilmRules[] = [];
  let reachable = true;
  const save = (rules: FilmRules, base: string | null) => {
    if (!reachable) return Promise.reject(new Error('offline'));
    if (base !== kept.sha256) return Promise.reject(new Error('conflict'));
    kept = { rules, sha256: JSON.stringify(rules) };
    saved.push(rules);
    return Promise.resolve(kept.sha256);
  };
  return {
    saved,
    save,
    load: () => Promise.resolve(kept),
    isConflict: (error: unknown) => error instanceof Error && error.message === 'conflict',
    cut: (cut: boolean) => (reachable = !cut),
    get kept() {
      return kept;
    },
  };
}
const begin = () => {
  const there = academy();
  return { there, saving: new RulesSaving({ rules: noRules, sha256: null }, there) };
};

describe('rules of a film', () => {
  it('are saved as they are set, the last of them in the end', async () => {
    const { there, saving } = begin();
    await Promise.all([
      saving.set({ watermark: true }),
      saving.set({ download: true }),
      saving.set({ download: false }),
    ]);
    expect(there.kept.rules).toEqual({ ...noRules, watermark: true });
    expect(saving.state).toBe('academy');
    await saving.set({ noSkipping: true });
    expect(there.kept.rules).toEqual({ ...noRules, watermark: true, noSkipping: true });
  });

  it('that could not be sent stay as they were set, and go out when it is tried again', async () => {
    const { there, saving } = begin();
    there.cut(true);
    await saving.set({ watermark: true });
    expect([saving.state, saving.rules.watermark, there.saved]).toEqual(['failed', true, []]);
    there.cut(false);
    await saving.save();
    expect([saving.state, there.kept.rules.watermark]).toEqual(['academy', true]);
  });

  it('that somebody else has set meanwhile are shown as they set them', async () => {
    const { there, saving } = begin();
    await there.save({ ...noRules, download: true }, null);
    await saving.set({ watermark: true });
    expect([saving.state, saving.rules]).toEqual(['conflict', { ...noRules, download: true }]);
    await saving.set({ watermark: true });
    expect(there.kept.rules).toEqual({ ...noRules, download: true, watermark: true });
  });
});
