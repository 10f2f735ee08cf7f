/** The form of an academy’s settings: what is typed, what is wrong with it, what is sent. Pure. */
import type { Language } from '#contracts/common.ts';
import type { StatementSettings } from '#contracts/statements.ts';

export interface SettingsForm {
  languages: Language[];
  /** by a rule of the academy, instead of by the course plan */
  counted: boolean;
  minutes: string;
  source: string;
  since: string;
  showPoints: boolean;
  automatic: boolean;
}

type Sent = Pick<StatementSettings, 'languages' | 'showPoints' | 'automatic' | 'hours'>;

export const formOf = ({ languages, hours, showPoints, automatic }: Sent): SettingsForm => ({
  languages: [...languages],
  counted: hours !== null,
  // no number of ours: the academy writes its own
  minutes: hours ? String(hours.minutes) : '',
  source: hours?.source ?? '',
  since: hours?.since ?? '',
  ...{ showPoints, automatic },
});

export function faultsOf({ counted, minutes, source, since }: SettingsForm): Partial<Record<keyof SettingsForm, true>> {
  if (!counted) return {};
  const isMinutes = /^\d\d$/.test(minutes.trim()) && Number(minutes) >= 30 && Number(minutes) <= 60;
  return {
    ...(isMinutes ? {} : { minutes: true as const }),
    ...(source.trim() ? {} : { source: true as const }),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(since) ? {} : { since: true as const }),
  };
}

export const settingsFrom = ({ languages, counted, showPoints, automatic, ...rule }: SettingsForm): Sent => ({
  ...{ languages, showPoints, automatic },
  hours: counted ? { minutes: Number(rule.minutes), source: rule.source.trim(), since: rule.since } : null,
});
