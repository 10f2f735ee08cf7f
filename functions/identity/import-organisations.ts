/** Organisations as a file of people names them: by id, or by the exact name in any language. Pure. */
import { folded } from './import-words.ts';
import type { Tree } from './membership.ts';
import type { Placed } from './organisation.ts';

export type KnownOrganisation = Pick<Placed, 'id' | 'name' | 'path' | 'closedAt' | 'languages' | 'timeZone'>;

export class Organisations {
  readonly #byId: Map<string, KnownOrganisation>;
  readonly #byName = new Map<string, KnownOrganisation[]>();

  constructor(known: readonly KnownOrganisation[]) {
    this.#byId = new Map(known.map((one) => [one.id, one]));
    for (const one of this.#byId.values()) {
      for (const name of new Set(Object.values(one.name).map(folded)))
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), one]);
    }
  }

  get tree(): Tree {
    return this.#byId;
  }

  get(id: string): KnownOrganisation | undefined {
    return this.#byId.get(id);
  }

  /** Where several bear the name, the one below `home` is meant; where that does not decide, none is. */
  find(text: string, home: KnownOrganisation): KnownOrganisation | undefined {
    const known = this.#byId.get(text);
    if (known) return known;
    const named = this.#byName.get(folded(text)) ?? [];
    const near = named.length > 1 ? named.filter(({ path }) => path.includes(home.id)) : named;
    return near.length === 1 ? near[0] : undefined;
  }
}
