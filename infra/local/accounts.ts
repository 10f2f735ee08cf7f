/** What the identity provider keeps in SQLite: accounts with hashed passwords, its own tokens and sessions, its keys. */
import { generateKeyPairSync, randomBytes, randomUUID, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { secondFactors } from './second-factors.ts';

type Hash = (password: string, salt: Buffer, length: number, options: ScryptOptions) => Promise<Buffer>;
const scrypted = promisify(scrypt) as Hash;

export interface Account {
  login: string;
  sub: string;
  name: string;
  disabled: number;
  demo: number;
  /** has a password of the person's own */
  confirmed: number;
  /** asked for a code at sign-in */
  secondFactor: number;
  /** milliseconds: tokens issued before are void */
  signedOutAt: number;
}

/** Thrown by `create` where the login is taken. */
export class LoginTaken extends Error {}

export type AccountStore = ReturnType<typeof openAccounts>;

/** Opens the database file, creating what is missing. A file is always opened with the same cost of its hashes. */
export function openAccounts(file: string, hashCost = 16_384) {
  const hash = (password: string, salt: Buffer) => scrypted(password, salt, 32, { N: hashCost });
  const db = new DatabaseSync(file);
  db.exec(`pragma journal_mode = wal; pragma synchronous = normal;
    create table if not exists account (login text primary key, sub text unique not null, name text not null,
      password blob, salt blob, disabled int not null default 0, demo int not null default 0,
      confirmed int not null default 0, secondFactor int not null default 0, secret blob, newSecret blob,
      usedStep int not null default 0, signedOutAt int not null default 0);
    create table if not exists kept (kind text, id text, body text not null, uid text, grantId text, expires int,
      primary key (kind, id)) without rowid;
    create index if not exists kept_uid on kept (uid);
    create index if not exists kept_grant on kept (grantId);
    create table if not exists key (name text primary key, body text not null);`);
  addColumns(db);
  const now = () => Math.floor(Date.now() / 1000);
  db.prepare('delete from kept where expires <= ?').run(now());
  const insert = db.prepare('insert or ignore into account (login, sub, name, demo) values (?, ?, ?, ?)');
  const byLogin = db.prepare('select * from account where login = ?');
  const bySub = db.prepare('select * from account where sub = ?');
  type Row = Account & { password: Uint8Array | null; salt: Uint8Array | null };
  const row = (login: string) => byLogin.get(login.toLowerCase()) as unknown as Row | undefined;

  return {
    create(login: string, name: string, demo: boolean): string {
      const sub = randomUUID();
      if (insert.run(login.toLowerCase(), sub, name, Number(demo)).changes === 0) throw new LoginTaken(login);
      return sub;
    },
    async setPassword(login: string, password: string, demo?: boolean): Promise<void> {
      const salt = randomBytes(16);
      db.prepare('update account set password = ?, salt = ?, confirmed = 1, demo = max(demo, ?) where login = ?').run(
        await hash(password, salt),
        salt,
        Number(demo ?? false),
        login.toLowerCase(),
      );
    },
    /** The account if the password is right; takes as long for a login nobody has. */
    async check(login: string, password: string): Promise<Account | undefined> {
      const found = row(login);
      const given = await hash(password, Buffer.from(found?.salt ?? randomBytes(16)));
      const right = !!found?.password && timingSafeEqual(given, found.password);
      return right && !found.disabled ? found : undefined;
    },
    setDisabled: (login: string, disabled: boolean) =>
      void db.prepare('update account set disabled = ? where login = ?').run(Number(disabled), login.toLowerCase()),
    remove: (login: string) => void db.prepare('delete from account where login = ?').run(login.toLowerCase()),
    signOut: (login: string) =>
      void db.prepare('update account set signedOutAt = ? where login = ?').run(Date.now(), login.toLowerCase()),
    secondFactors: secondFactors(db),
    byLogin: (login: string): Account | undefined => row(login),
    bySub: (sub: string) => bySub.get(sub) as unknown as Account | undefined,
    demo: () =>
      db.prepare('select * from account where demo = 1 and disabled = 0 order by rowid').all() as unknown as Account[],
    /** A signing key as JWK or a random text, made once. */
    key<T>(name: string, make: () => T): T {
      const held = db.prepare('select body from key where name = ?').get(name);
      if (held) return JSON.parse(held.body as string) as T;
      const made = make();
      db.prepare('insert into key values (?, ?)').run(name, JSON.stringify(made));
      return made;
    },
    adapter: adapterOver(db, now),
    close: () => db.close(),
  };
}

/** Data folders of earlier versions have the account without these. */
function addColumns(db: DatabaseSync): void {
  const present = new Set(
    db
      .prepare('pragma table_info(account)')
      .all()
      .map((column) => column.name),
  );
  const later = {
    confirmed: 'int not null default 1',
    secondFactor: 'int not null default 0',
    secret: 'blob',
    newSecret: 'blob',
    usedStep: 'int not null default 0',
    signedOutAt: 'int not null default 0',
  };
  for (const [name, type] of Object.entries(later)) {
    if (!present.has(name)) db.exec(`alter table account add column ${name} ${type}`);
  }
}

/** RS256 key for the provider's JWKS. */
export function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

/** The storage interface oidc-provider asks for, one instance per kind of thing. */
function adapterOver(db: DatabaseSync, now: () => number) {
  const put = db.prepare('insert or replace into kept values (?, ?, ?, ?, ?, ?)');
  const get = db.prepare('select body from kept where kind = ? and id = ? and (expires is null or expires > ?)');
  const getByUid = db.prepare('select body from kept where kind = ? and uid = ? and (expires is null or expires > ?)');
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const parsed = (found: Record<string, unknown> | undefined) =>
    found && (JSON.parse(found.body as string) as Record<string, unknown>);
  return (kind: string) => ({
    async upsert(id: string, body: Record<string, unknown>, seconds?: number) {
      put.run(kind, id, JSON.stringify(body), text(body.uid), text(body.grantId), seconds ? now() + seconds : null);
    },
    find: async (id: string) => parsed(get.get(kind, id, now())),
    findByUid: async (uid: string) => parsed(getByUid.get(kind, uid, now())),
    findByUserCode: async () => undefined,
    async consume(id: string) {
      db.prepare(`update kept set body = json_set(body, '$.consumed', ?) where kind = ? and id = ?`).run(
        now(),
        kind,
        id,
      );
    },
    async destroy(id: string) {
      db.prepare('delete from kept where kind = ? and id = ?').run(kind, id);
    },
    async revokeByGrantId(grantId: string) {
      db.prepare('delete from kept where kind = ? and grantId = ?').run(kind, grantId);
    },
  });
}
