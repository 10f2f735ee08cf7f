import { describe, expect, it } from 'vitest';
import { usualPreferences } from './mailing.ts';
import { chosen, declined, isDeclined } from './preferences.ts';

describe('preferences', () => {
  it('change from what was seen, and the same choice twice once', () => {
    const sent = { ...usualPreferences, digestHour: 9 };
    const after = chosen(usualPreferences, sent);
    expect(after).toMatchObject({ digestHour: 9, revision: 1 });
    expect(chosen(after, sent)).toBe(after);
    expect(() => chosen(after, { ...sent, digestHour: 8 })).toThrow('conflict');
  });

  it('a declined topic is silent, the others are not', () => {
    const after = declined(usualPreferences, 'results');
    expect(after.mail).toEqual({ ...usualPreferences.mail, results: 'never' });
    expect(declined(after, 'results')).toBe(after);
  });

  it('a declined digest silences what would come in it', () => {
    const after = declined(usualPreferences, 'digest');
    expect(isDeclined(after, 'digest')).toBe(true);
    expect(after.mail.courses).toBe('never');
    expect(after.mail.messages).toBe('atOnce');
  });
});
