/** What we take from others: pinned, sealed by the lock file, without scripts at installation, without known serious faults. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = <T>(file: string) => JSON.parse(readFileSync(`${root}${file}`, 'utf8')) as T;

type Wanted = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>;
interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  /** inside another package's archive, sealed with it */
  inBundle?: boolean;
}
const locked = Object.entries(read<{ packages: Record<string, Locked> }>('package-lock.json').packages).filter(
  ([path]) => path,
);

/** Advisories we looked at and live with: id → reason. Empty is the aim. */
const accepted: Record<string, string> = {};

const foreign = (resolved: string | undefined) =>
  resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/');

describe('dependencies', () => {
  it('are pinned to exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = read<Wanted>('package.json');
    const wanted = { ...dependencies, ...devDependencies, ...optionalDependencies };
    expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('are sealed by their hash, and come from a registry, not from an address of their own', () => {
    const loose = locked.filter(
      ([, { resolved, integrity, inBundle }]) => !inBundle && (!integrity || foreign(resolved)),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('run no script at installation', () => {
    expect(readFileSync(`${root}.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  it('have no known fault of high severity', (test) => {
    const windows = process.platform === 'win32';
    const { stdout } = spawnSync('npm', ['audit', '--json'], {
      cwd: root,
      encoding: 'utf8',
      shell: windows,
      timeout: 60_000,
    });
    const found = advisoriesOf(stdout);
    if (!found) return test.skip('the registry gives no advisories here');
    expect(found.filter(({ id }) => !(id in accepted))).toEqual([]);
  });
});

interface Advisory {
  id: string;
  package: string;
  title: string;
}

/** Advisories of high or critical severity, or undefined where the registry did not answer the question. */
function advisoriesOf(report: string): Advisory[] | undefined {
  const parsed = parse(report);
  if (!parsed?.vulnerabilities) return undefined;
  const all = Object.values(parsed.vulnerabilities).flatMap(({ name, via }) =>
    via.flatMap((one) => (typeof one === 'string' ? [] : [{ ...one, package: name }])),
  );
  return all
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ url, title, package: name }) => ({ id: url.split('/').at(-1) ?? url, package: name, title }));
}

interface Report {
  vulnerabilities?: Record<
    string,
    { name: string; via: (string | { url: string; title: string; severity: string })[] }
  >;
}
function parse(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}
