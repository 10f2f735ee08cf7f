/** The AWS APIs that are neither S3 nor DynamoDB, on one port: Secrets Manager, Cognito's admin calls, SESv2, MediaConvert. */
import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { LoginTaken } from './accounts.ts';
import { openMediaConvert } from './mediaconvert.ts';
import type { UserPool } from './provider.ts';
import type { LocalS3 } from './s3.ts';
import type { Secrets } from './secrets.ts';

export interface Mail {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
}
export interface AwsApis {
  url: string;
  mail: { list(): Mail[] };
  /** Resolves when no video is being worked on. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
export interface AwsApisOptions {
  port: number;
  dataDir: string;
  s3: LocalS3;
  userPool: UserPool;
  secrets: Secrets;
  ffmpeg?: string | undefined;
  clock: { now(): number };
  onMediaConvertEvent(event: object): void | Promise<void>;
  log(line: Record<string, unknown>): void;
}

interface Answer {
  status?: number;
  error?: string;
  body: object;
}
type Call = (input: Record<string, unknown>) => Answer | Promise<Answer>;

class Refusal extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Starts the server on 127.0.0.1. A call it does not know answers 501 with its name. */
export async function startAwsApis(options: AwsApisOptions): Promise<AwsApis> {
  mkdirSync(options.dataDir, { recursive: true });
  const media = openMediaConvert({ ...options, onEvent: options.onMediaConvertEvent });
  const mail = openMail(options);
  const calls: Record<string, Call> = { ...secretCalls(options.secrets), ...cognitoCalls(options.userPool, mail.send) };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const text = Buffer.concat(await request.toArray()).toString();
    const input = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/2017-08-29/')) return media.call(request.method ?? '', decodeURIComponent(path), input);
    if (path === '/v2/email/outbound-emails') return mail.call(input);
    const target = String(request.headers['x-amz-target']);
    const call = calls[target];
    if (!call)
      return {
        status: 501,
        error: 'NotImplemented',
        body: { message: `${target} ${path} is not known to the local cloud` },
      };
    return call(input);
  };
  const server = createServer((request, response) => {
    const send = ({ status, error, body }: Answer) => {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
      response.writeHead(status ?? (error ? 400 : 200), { ...headers, ...(error && { 'x-amzn-errortype': error }) });
      response.end(JSON.stringify(error ? { __type: error, ...body } : body));
    };
    answer(request).then(send, (fault: Error) => {
      if (fault instanceof Refusal) return send({ error: fault.name, body: { message: fault.message } });
      options.log({ level: 'error', from: 'aws-apis', error: fault.stack });
      send({ status: 500, error: 'InternalFailure', body: { message: fault.message } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${options.port}`,
    mail: { list: mail.list },
    settled: media.settled,
    async close() {
      await media.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The name at the end of a secret's ARN decides; a name with `MediaKey` is the private key of the media cookies. */
function secretCalls(secrets: Secrets): Record<string, Call> {
  return {
    'secretsmanager.GetSecretValue': ({ SecretId }) => {
      const arn = String(SecretId);
      const name = arn.split(':secret:').at(-1) ?? arn;
      const SecretString = name.includes('MediaKey') ? secrets.mediaKey().privateKeyPem : secrets.value(name);
      return { body: { ARN: arn, Name: name, SecretString, VersionId: randomUUID(), VersionStages: ['AWSCURRENT'] } };
    },
  };
}

function cognitoCalls(pool: UserPool, send: (mail: Omit<Mail, 'id' | 'at'>) => void): Record<string, Call> {
  const found = (input: Record<string, unknown>) => {
    const account = pool.find(String(input.Username));
    if (!account) throw new Refusal('UserNotFoundException', 'User does not exist.');
    return account;
  };
  const attributes = (account: NonNullable<ReturnType<UserPool['find']>>) => [
    { Name: 'sub', Value: account.sub },
    { Name: 'email', Value: account.login },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'name', Value: account.name },
  ];
  const service = 'AWSCognitoIdentityProviderService';
  return {
    async [`${service}.AdminCreateUser`](input) {
      const login = String(input.Username);
      const given = (input.UserAttributes ?? []) as { Name: string; Value: string }[];
      const name = given.find((attribute) => attribute.Name === 'name')?.Value ?? login;
      const password = String(input.TemporaryPassword ?? randomBytes(12).toString('base64url'));
      await pool.create({ login, name, password }).catch((error: unknown) => {
        if (error instanceof LoginTaken) throw new Refusal('UsernameExistsException', 'User account already exists');
        throw error;
      });
      if (input.MessageAction !== 'SUPPRESS') {
        send({
          from: 'no-reply@verificationemail.com',
          to: [login],
          subject: 'Your temporary password',
          text: `${login} ${password}`,
        });
      }
      const account = found(input);
      const User = {
        Username: account.sub,
        Attributes: attributes(account),
        Enabled: true,
        UserStatus: 'FORCE_CHANGE_PASSWORD',
      };
      return { body: { User } };
    },
    [`${service}.AdminGetUser`](input) {
      const account = found(input);
      const state = { Enabled: !account.disabled, UserStatus: 'CONFIRMED' };
      return { body: { Username: account.sub, UserAttributes: attributes(account), ...state } };
    },
    async [`${service}.AdminSetUserPassword`](input) {
      await pool.setPassword(found(input).login, String(input.Password));
      return { body: {} };
    },
    [`${service}.AdminDisableUser`](input) {
      pool.disable(found(input).login);
      return { body: {} };
    },
  };
}

/** Mail is kept in a file, one letter a line, and shown at /dev/mail. */
function openMail({ dataDir, clock }: AwsApisOptions) {
  const file = join(dataDir, 'mail.jsonl');
  const list = (): Mail[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Mail)
      : [];
  const send = (mail: Omit<Mail, 'id' | 'at'>): string => {
    const id = randomUUID();
    appendFileSync(file, `${JSON.stringify({ id, at: new Date(clock.now()).toISOString(), ...mail })}\n`);
    return id;
  };
  const call = (input: Record<string, unknown>): Answer => {
    const { FromEmailAddress, Destination, Content } = input as unknown as SendEmail;
    const simple = Content?.Simple;
    const to = Destination?.ToAddresses ?? [];
    if (!FromEmailAddress || !to.length || !simple)
      throw new Refusal('BadRequestException', 'sender, receiver or simple content is missing');
    const { Subject, Body } = simple;
    const html = Body.Html && { html: Body.Html.Data };
    return {
      body: {
        MessageId: send({ from: FromEmailAddress, to, subject: Subject.Data, text: Body.Text?.Data ?? '', ...html }),
      },
    };
  };
  return { list, send, call };
}

interface SendEmail {
  FromEmailAddress?: string;
  Destination?: { ToAddresses?: string[] };
  Content?: { Simple?: { Subject: { Data: string }; Body: { Text?: { Data: string }; Html?: { Data: string } } } };
}
