/** Mail to one person, by SES. The sender is the deployment's one address; what is sent is never logged. */
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { AppError } from '#contracts/errors.ts';
import { environment } from './environment.ts';

const client = new SESv2Client({});

export interface Letter {
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** What goes into a head of mail is one line: a line break could add heads and receivers of its own. */
const isOneLine = (text: string) => !/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text);
/** One address and nothing else: no list, no name, no comment. */
const isAddress = (text: string) => /^[^\s@,;:<>()"[\]\\]+@[^\s@,;:<>()"[\]\\]+$/.test(text);

/** Sends it; throws where a head is not one line, or the receiver not one address. `tooManyRequests` beyond the sending rate. */
export async function sendMail({ to, subject, text, html }: Letter): Promise<void> {
  if (!isAddress(to) || !isOneLine(subject)) throw new Error('a head of this mail is not one line or not one address');
  const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
  const Simple = { Subject: part(subject), Body: { Text: part(text), ...(html ? { Html: part(html) } : {}) } };
  const FromEmailAddress = environment('MAIL_FROM');
  await client
    .send(new SendEmailCommand({ FromEmailAddress, Destination: { ToAddresses: [to] }, Content: { Simple } }))
    .catch((error: Error) => {
      const tooMany = ['TooManyRequestsException', 'LimitExceededException'].includes(error.name);
      throw tooMany ? new AppError('tooManyRequests') : error;
    });
}
