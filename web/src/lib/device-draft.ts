/** Words that are being written and that the academy does not have yet: kept on this device, one entry per person and thing. */
type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface DeviceDraft<Draft> {
  read: () => Draft | undefined;
  /** says whether it was kept; null: there is nothing left to keep */
  keep: (draft: Draft | null) => boolean;
}

/** `whole`: anything may stand in a storage, only what it takes is given back. */
export function deviceDraft<Draft>(
  keeper: Keeper | undefined,
  place: readonly string[],
  whole: (value: unknown) => Draft | undefined,
): DeviceDraft<Draft> {
  const key = ['kurs.draft', ...place].join('.');
  return {
    read() {
      try {
        const text = keeper?.getItem(key);
        return text ? whole(JSON.parse(text)) : undefined;
      } catch {
        return undefined;
      }
    },
    keep(draft) {
      try {
        if (draft === null) keeper?.removeItem(key);
        else keeper?.setItem(key, JSON.stringify(draft));
        return keeper !== undefined;
      } catch {
        return false;
      }
    },
  };
}

/** The browser’s own storage, if it gives one. */
export function deviceKeeper(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Takes a draft whose fields are all texts. */
export const textsIn =
  <Name extends string>(...names: Name[]) =>
  (value: unknown): Record<Name, string> | undefined => {
    const found = value as Partial<Record<Name, unknown>> | null;
    return found && names.every((name) => typeof found[name] === 'string')
      ? (found as Record<Name, string>)
      : undefined;
  };
