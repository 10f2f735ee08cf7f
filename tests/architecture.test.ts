/** Who may import whom. The rules stand in ARCHITECTURE.md; this keeps them true. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrows } from '../functions/arrows.ts';
import { rooms } from '../functions/contracts/endpoints.ts';
import { clockMovers } from './support/clock-movers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const roomNames = Object.keys(rooms);

interface Import {
  from: string;
  /** path from the root, or the package's name */
  to: string;
  typeOnly: boolean;
}

const imports = ['functions', 'infra', 'web/src', 'content', 'tests']
  .flatMap((folder) => filesOf(folder))
  .flatMap(importsOf);

/** From arguments to a result, without clock, randomness, files or network. */
const pureLibraries = ['marked'];

/** A Lambda entry of its own: invoked by an operator, no route leads to it. */
const bootstrap = 'functions/identity/bootstrap.ts';

/** What a file in a room may touch, by its suffix; `rule` where it has none. */
function kindOf(path: string): string | undefined {
  const [, room = '', file = ''] = /^functions\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (!roomNames.includes(room)) return undefined;
  return path === bootstrap ? 'api' : (/\.(store|entities|reads|ops|api|events)\.ts$/.exec(file)?.[1] ?? 'rule');
}
const roomOf = (path: string) => path.split('/')[1] ?? '';

describe('architecture', () => {
  it('sees the imports it judges', () => {
    expect(imports).toContainEqual({
      from: 'functions/courses/courses.api.ts',
      to: 'functions/identity/identity.reads.ts',
      typeOnly: false,
    });
    expect(imports).toContainEqual({
      from: 'functions/lectures/transcoding.ts',
      to: '@aws-sdk/client-mediaconvert',
      typeOnly: true,
    });
  });

  it('contracts import zod through one door, and nothing else', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith('functions/contracts/') &&
        !to.startsWith('functions/contracts/') &&
        !(from.endsWith('/z.ts') && to === 'zod/mini'),
    );
    expect(wrong).toEqual([]);
  });

  it('rules are pure: contracts, own rules and libraries that only compute', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        kindOf(from) === 'rule' &&
        !typeOnly &&
        !isContract(to) &&
        !pureLibraries.includes(to) &&
        !(kindOf(to) === 'rule' && roomOf(to) === roomOf(from)),
    );
    expect(wrong).toEqual([]);
  });

  it('rules read neither clock nor randomness', () => {
    const rules = filesOf('functions').filter((path) => kindOf(path) && !path.endsWith('.test.ts'));
    const impure = rules.filter((path) =>
      /\bDate\.now\(|\bMath\.random\(|new Date\(\)|performance\.now\(/.test(text(path)),
    );
    expect(impure).toEqual([]);
  });

  it('a store knows its own rules and the platform, never HTTP or another room', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        kindOf(from) === 'store' &&
        !isContract(to) &&
        !to.startsWith('dynamodb-toolbox') &&
        !(to.startsWith('functions/platform/') && !/\/(http|context|events)\.ts$/.test(to)) &&
        !(roomOf(to) === roomOf(from) && ['rule', 'entities'].includes(kindOf(to) ?? '')),
    );
    expect(wrong).toEqual([]);
  });

  it('entities are known to stores alone, and know the table and their own rules', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (kindOf(to) === 'entities') return kindOf(from) !== 'store' || roomOf(from) !== roomOf(to);
      if (kindOf(from) !== 'entities' || isContract(to) || to.startsWith('dynamodb-toolbox')) return false;
      return to !== 'functions/platform/table.ts' && !(roomOf(to) === roomOf(from) && kindOf(to) === 'rule');
    });
    expect(wrong).toEqual([]);
  });

  it('another room is asked only through its reads, along the arrows', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!kindOf(from) || !kindOf(to) || roomOf(from) === roomOf(to)) return false;
      const known: readonly string[] = arrows[roomOf(from) as keyof typeof arrows];
      return kindOf(to) !== 'reads' || !known.includes(roomOf(to));
    });
    expect(wrong).toEqual([]);
  });

  it('only the platform speaks AWS', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => kindOf(from) && to.startsWith('@aws-sdk/') && !typeOnly);
    expect(wrong).toEqual([]);
  });

  it('tests of the API that move the clock stand in a row of their own', () => {
    const movers = filesOf('tests/api').filter((path) => /\bshiftClock\b/.test(text(path)));
    expect(movers.sort()).toEqual(clockMovers.toSorted());
  });

  it('reads never write', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        kindOf(from) === 'reads' && (kindOf(to) === 'ops' || /platform\/(record|jobs|mail|http)\.ts$/.test(to)),
    );
    expect(wrong).toEqual([]);
  });

  it('the platform knows no room', () => {
    expect(imports.filter(({ from, to }) => from.startsWith('functions/platform/') && kindOf(to))).toEqual([]);
  });

  it('nothing in functions/ asks whether it runs locally', () => {
    const files = filesOf('functions').filter((path) => !path.endsWith('.test.ts'));
    expect(files.filter((path) => /NODE_ENV|IS_LOCAL|isLocal\b|KURS_LOCAL/.test(text(path)))).toEqual([]);
  });

  it('infra takes contracts, arrows and the table of functions/, never a room’s code', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith('infra/') &&
        to.startsWith('functions/') &&
        !isContract(to) &&
        to !== 'functions/arrows.ts' &&
        to !== 'functions/platform/table.ts' &&
        // how the installation is, for the operator's command line
        !(from.startsWith('infra/ops/') && to === 'functions/platform/operations.ts'),
    );
    expect(wrong).toEqual([]);
  });

  it('the web knows contracts and nothing else of the server', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith('web/') && (to.startsWith('functions/') || to.startsWith('infra/')) && !isContract(to),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['video.js', 'the player', ['web/src/lib/player/']],
    ['@tiptap/', 'the editor', ['web/src/lib/editor/', 'web/src/pages/editor/']],
    ['sharp', 'one file', ['functions/platform/pictures.ts']],
  ])('%s is loaded by %s alone', (library, _, places) => {
    const isOurs = ({ from }: { from: string }) => /^(?:functions|web)\//.test(from) && !from.endsWith('.test.ts');
    const users = imports.filter((one) => one.to.startsWith(library) && isOurs(one));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ from }) => !places.some((place) => from.startsWith(place)))).toEqual([]);
  });

  it('the arrows run one way', () => {
    const reach = (room: string): string[] =>
      arrows[room as keyof typeof arrows].flatMap((next: string) => [next, ...reach(next)]);
    for (const room of roomNames) expect(reach(room), room).not.toContain(room);
  });
});

const isContract = (path: string) => path.startsWith('functions/contracts/');
function text(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(ts|svelte)$/.test(path) && statSync(join(root, path)).isFile());
}

function importsOf(from: string): Import[] {
  if (from.endsWith('.test.ts') && from.startsWith('functions/')) return [];
  const found = text(from).matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
  );
  return [...found].map(([, typeOnly, named, dynamic]) => ({
    from,
    to: target(from, named ?? dynamic ?? ''),
    typeOnly: Boolean(typeOnly),
  }));
}

function target(from: string, specifier: string): string {
  if (specifier.startsWith('#contracts/')) return specifier.replace('#contracts/', 'functions/contracts/');
  return specifier.startsWith('.') ? relative(root, resolve(root, dirname(from), specifier)) : specifier;
}
