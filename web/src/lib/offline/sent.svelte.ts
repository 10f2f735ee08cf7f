/** Counts each time the device has tried to send what it keeps: whoever shows what waits looks again. */
let rounds = $state(0);

export const sent = {
  get rounds(): number {
    return rounds;
  },
  again(): void {
    rounds += 1;
  },
};
