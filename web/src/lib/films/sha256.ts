/**
 * SHA-256 piece by piece (FIPS 180-4): the browser's own wants all bytes at once, and a film of gigabytes does not fit
 * into the memory of an old computer. Pure.
 */
const constants = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const beginning = primes(8).map((prime) => fraction(Math.sqrt(prime)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let each = 2; found.length < count; each += 1) if (found.every((prime) => each % prime)) found.push(each);
  return found;
}
function fraction(of: number): number {
  return ((of - Math.floor(of)) * 2 ** 32) | 0;
}

const blockBytes = 64;
const rotated = (word: number, by: number) => (word >>> by) | (word << (32 - by));

export class Sha256 {
  readonly #state = Int32Array.from(beginning);
  readonly #words = new Int32Array(64);
  readonly #rest = new Uint8Array(blockBytes);
  #restBytes = 0;
  #bytes = 0;

  update(data: Uint8Array): this {
    this.#bytes += data.byteLength;
    let at = 0;
    if (this.#restBytes > 0) {
      at = Math.min(blockBytes - this.#restBytes, data.byteLength);
      this.#rest.set(data.subarray(0, at), this.#restBytes);
      this.#restBytes += at;
      if (this.#restBytes < blockBytes) return this;
      this.#block(this.#rest, 0);
      this.#restBytes = 0;
    }
    for (; at + blockBytes <= data.byteLength; at += blockBytes) this.#block(data, at);
    this.#rest.set(data.subarray(at));
    this.#restBytes = data.byteLength - at;
    return this;
  }

  /** To be asked once, at the end. */
  hex(): string {
    const bits = this.#bytes * 8;
    const padding = new Uint8Array(((119 - (this.#bytes % blockBytes)) % blockBytes) + 9);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.byteLength - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.byteLength - 4, bits >>> 0);
    this.update(padding);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #block(data: Uint8Array, at: number): void {
    const words = this.#words;
    for (let index = 0, from = at; index < 16; index += 1, from += 4)
      words[index] = (data[from]! << 24) | (data[from + 1]! << 16) | (data[from + 2]! << 8) | data[from + 3]!;
    for (let index = 16; index < 64; index += 1) {
      const [near, far] = [words[index - 15]!, words[index - 2]!];
      const low = rotated(near, 7) ^ rotated(near, 18) ^ (near >>> 3);
      const high = rotated(far, 17) ^ rotated(far, 19) ^ (far >>> 10);
      words[index] = words[index - 16]! + low + words[index - 7]! + high;
    }
    this.#mix(words);
  }

  #mix(words: Int32Array): void {
    const state = this.#state;
    let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
    let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!];
    for (let index = 0; index < 64; index += 1) {
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const high = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const low = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const one = (h + high + choice + constants[index]! + words[index]!) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + low + majority) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = state[index]! + word));
  }
}
