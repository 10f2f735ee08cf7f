/** SES: mail is kept in a file, one letter a line, and shown at /dev/mail. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arnOf, Refusal, type AwsAnswer, type AwsCalls, type Input } from './call.ts';

export interface Mail {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
}
export interface Outbox {
  list(): Mail[];
  /** Answers the letter's id. */
  send(mail: Omit<Mail, 'id' | 'at'>): string;
}
interface SendEmail {
  FromEmailAddress?: string;
  Destination?: { ToAddresses?: string[] };
  Content?: { Simple?: { Subject: { Data: string }; Body: { Text?: { Data: string }; Html?: { Data: string } } } };
}

/** The letters of a data folder. */
export function openOutbox(dataDir: string, clock: { now(): number }): Outbox {
  const file = join(dataDir, 'mail.jsonl');
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
  return {
    list: () => lines().map((line) => JSON.parse(line) as Mail),
    send(mail) {
      const id = randomUUID();
      appendFileSync(file, `${JSON.stringify({ id, at: new Date(clock.now()).toISOString(), ...mail })}\n`);
      return id;
    },
  };
}

/** `Name <a@b>` → `a@b` */
const addressOf = (from: unknown): string => /<([^>]+)>\s*$/.exec(String(from))?.[1] ?? String(from);

/** The sender's domain is the identity that was verified, and on which the permission is given. */
export function mailCalls(outbox: Outbox): AwsCalls {
  return {
    'POST /v2/email/outbound-emails': {
      action: 'ses:SendEmail',
      resource: (input) => arnOf('ses', `identity/${addressOf(input.FromEmailAddress).split('@').at(-1)}`),
      context: (input) => ({ 'ses:FromAddress': [addressOf(input.FromEmailAddress)] }),
      run: (input) => send(outbox, input),
    },
  };
}

function send(outbox: Outbox, input: Input): AwsAnswer {
  const { FromEmailAddress: from, Destination, Content } = input as SendEmail;
  const simple = Content?.Simple;
  const to = Destination?.ToAddresses ?? [];
  if (!from || !to.length || !simple)
    throw new Refusal('BadRequestException', 'sender, receiver or simple content is missing');
  const { Subject, Body } = simple;
  const html = Body.Html && { html: Body.Html.Data };
  const MessageId = outbox.send({ from, to, subject: Subject.Data, text: Body.Text?.Data ?? '', ...html });
  return { body: { MessageId } };
}
