/**
 * A stack on disk in a process of its own, that can be killed: `node held-stack.ts DATA PORT [stream|queues]`. With the
 * last word, reactions are held back there. Says “ready” when its first administrator may sign in.
 */
import { buildAssembly } from '../../infra/local/build.ts';
import { publishEndpoints } from '../../infra/local/endpoints.ts';
import { startStack } from '../../infra/local/stack.ts';
import { firstAdministrator, testPassword } from './first-administrator.ts';

const [dataDir = '', port = '', hold] = process.argv.slice(2);
const stack = await startStack({
  dataDir,
  port: Number(port),
  chaos: 11,
  assembly: await buildAssembly(),
  ...(hold ? { hold: hold as 'stream' | 'queues' } : {}),
});
publishEndpoints(stack, dataDir);
await stack.invoke('identity-bootstrap', { ...firstAdministrator, now: stack.clock.now() });
await stack.accounts.setPassword(firstAdministrator.administrator.login, testPassword);
console.log('ready');
