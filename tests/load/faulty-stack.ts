/**
 * The stack in a process of its own, to be killed: `node faulty-stack.ts DATA PORT ASSEMBLY`, its database named by
 * KURS_DYNAMODB_ENDPOINT. Events are shuffled, doubled and late; policies hold. Does what it is told by messages.
 */
import { startStack } from '../../infra/local/stack.ts';
import { firstAdministrator, testPassword } from '../support/first-administrator.ts';

export type Command = 'bootstrap' | 'setPassword' | 'crash' | 'shift' | 'tick' | 'settled' | 'deadLetters';
export interface Asked {
  id: number;
  command: Command;
  value?: string | number | undefined;
}
export interface Answered {
  id: number;
  value?: unknown;
  error?: string;
}

const [dataDir = '', port = '', assembly = ''] = process.argv.slice(2);
// a database that starts anew takes some seconds: reactions wait for it, though less long than they would in the cloud
const stack = await startStack({ dataDir, port: Number(port), chaos: 7, retryMs: 2_000, assembly });

const commands: Record<Command, (value: string | number) => unknown> = {
  bootstrap: () => stack.invoke('identity-bootstrap', { ...firstAdministrator, now: stack.clock.now() }),
  setPassword: (login) => stack.accounts.setPassword(String(login), testPassword),
  crash: () => stack.crash(),
  shift: (ms) => stack.clock.shift(Number(ms)),
  tick: () => stack.tick(),
  settled: () => stack.settled(),
  deadLetters: () =>
    stack.deadLetters().map(({ queue, receives, body }) => `${queue} ${receives} ${body.slice(0, 700)}`),
};

process.on('message', (asked: Asked) => void answer(asked));
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0 });

async function answer({ id, command, value }: Asked): Promise<void> {
  try {
    process.send?.({ id, value: (await commands[command](value ?? '')) ?? null } satisfies Answered);
  } catch (error) {
    process.send?.({ id, error: String(error) } satisfies Answered);
  }
}
