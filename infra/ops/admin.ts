/** `npm run admin`: the first administrator of an installation, and the national body they belong to. */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { idPrefixes, type IdKind } from '#contracts/common.ts';
import { CannotDo, openStage, type Stage } from './stage.ts';

export const adminHelp = `npm run admin -- --stage NAME --email ADDRESS   the first administrator; a second time does nothing

  --given-name, --family-name      their name (it can be changed on their own page)
  --organisation-name              name of the national body, in Ukrainian (it can be changed later)
  --time-zone                      default Europe/Kyiv
  --organisation-id                where the national body was made in another way
  --stage, --data, --region, --outputs   as for npm run ops`;

interface AdminOptions {
  email: string;
  givenName: string;
  familyName: string;
  organisationName: string;
  organisationId?: string | undefined;
  timeZone: string;
}

export async function runAdmin(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      stage: text,
      data: text,
      region: text,
      outputs: text,
      email: text,
      'given-name': text,
      'family-name': text,
      'organisation-name': text,
      'organisation-id': text,
      'time-zone': text,
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.email) return console.log(adminHelp);
  const created = await firstAdministrator(openStage(values), {
    email: values.email.trim().toLowerCase(),
    givenName: values['given-name'] ?? 'Адміністратор',
    familyName: values['family-name'] ?? 'Системи',
    organisationName: values['organisation-name'] ?? 'Національна служба',
    organisationId: values['organisation-id'],
    timeZone: values['time-zone'] ?? 'Europe/Kyiv',
  });
  console.log(created ? madeText(values.email) : `${values.email} is an administrator already: nothing was changed.`);
}

/** Answers whether this call created them. */
export async function firstAdministrator(stage: Stage, options: AdminOptions): Promise<boolean> {
  const { email, givenName, familyName, organisationName, timeZone } = options;
  const event = {
    // one national body an installation: its id does not depend on who asks
    organisation: {
      id: options.organisationId ?? idFrom('organisation', 'national body'),
      name: { uk: organisationName },
      timeZone,
    },
    administrator: { id: idFrom('person', email), givenName, familyName, login: email },
    now: Date.now(),
  };
  const FunctionName = stage.output('BootstrapFunctionName');
  const answer = await new LambdaClient({}).send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  const payload = JSON.parse(answer.Payload?.transformToString() || 'null') as Answer;
  if (answer.FunctionError) throw new CannotDo(refusal(payload));
  return payload?.created === true;
}

type Answer = { created?: boolean; errorType?: string; errorMessage?: string } | null;

function refusal(answer: Answer): string {
  if (answer?.errorMessage === 'conflict') {
    return 'There is a national body already that was not made by this command. Its administrators can invite others; or give its --organisation-id.';
  }
  return `The installation refused: ${answer?.errorMessage ?? 'no reason given'}`;
}

/** The same id for the same origin. */
function idFrom(kind: IdKind, origin: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const bytes = createHash('sha256').update(`${kind} ${origin}`).digest();
  // 26 characters of 5 bits; the first is at most 7, as in a ULID
  const body = Array.from({ length: 26 }, (_, index) => alphabet[bytes[index]! & (index ? 31 : 7)]).join('');
  return `${idPrefixes[kind]}_${body}`;
}

const madeText = (email: string) => `${email} is the first administrator.

An invitation is on its way by mail (on a local stack: /dev/mail). Its link opens a page on which they set
their password; it is good for seven days. Run this command again with the same address: it changes nothing.`;
