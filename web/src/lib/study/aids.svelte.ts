/** What beside a text a reader wants or not: explained words, keys without a modifier. Kept on this device. */
class Aids {
  #glossary = $state(recall('kurs.reading.glossary') !== '0');
  #keys = $state(recall('kurs.reading.keys') !== '0');

  get glossary(): boolean {
    return this.#glossary;
  }
  set glossary(on: boolean) {
    this.#glossary = on;
    remember('kurs.reading.glossary', on);
  }
  get keys(): boolean {
    return this.#keys;
  }
  set keys(on: boolean) {
    this.#keys = on;
    remember('kurs.reading.keys', on);
  }
}

export const aids = new Aids();

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? '1' : '0');
  } catch {
    // a private window may refuse; the choice then lives as long as the page
  }
}
