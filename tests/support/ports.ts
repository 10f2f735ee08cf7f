/** Five free ports in a row, as one stack takes them. */
import { checkPorts } from '../../infra/local/data-folder.ts';

export async function freePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + 5 * Math.floor(Math.random() * 2_000);
    const free = await checkPorts(first).then(
      () => true,
      () => false,
    );
    if (free) return first;
  }
}
