/** What tests of people share: an administrator's requests, letters with their links. */
import { people } from '#contracts/people.ts';
import { identity } from '#contracts/identity.ts';
import type { PersonDetail } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import { newId, sentMail, settled, TestClient, until } from './stack.ts';

/** A password the user pool takes. */
export const chosenPassword = 'Chosen-by-a-Person-2026!';

/** The body that makes a person; the address is of no use to anybody. */
export function newcomer(organisationId: string, roles: Role[] = ['learner']) {
  const id = newId('person');
  return {
    id,
    login: `${id.toLowerCase().replace('_', '.')}@kurs.test`,
    givenName: 'Нова',
    familyName: 'Людина',
    locale: 'uk' as const,
    timeZone: 'Europe/Kyiv',
    memberships: [{ organisationId, roles }],
  };
}

export const detail = (client: TestClient, personId: string): Promise<PersonDetail> =>
  client.call(people.person, { params: { personId } });

/** Sets roles on the revision the person has now; answers what came back. */
export async function setRoles(client: TestClient, personId: string, organisationId: string, roles: Role[]) {
  const { revision } = await detail(client, personId);
  return client.reply(people.setRoles, { params: { personId, organisationId }, body: { roles, revision } });
}

/** Tokens of the links sent to an address so far, oldest first. */
export async function sentTokens(login: string): Promise<string[]> {
  await settled();
  return tokensTo(login);
}

/** The link of the first letter to an address, as soon as it is there: others may still be on their way. */
export async function invitationTo(login: string): Promise<string> {
  const [token] = await until(
    () => tokensTo(login),
    (tokens) => tokens.length > 0,
    60,
  );
  return `/invitation#${token}`;
}

async function tokensTo(login: string): Promise<string[]> {
  const letters = (await sentMail()).filter(({ to }) => [to].flat().includes(login));
  return letters.flatMap(({ text }) => /\/invitation#([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? []);
}

export const lookAt = (token: string) => new TestClient().reply(identity.lookAtInvitation, { body: { token } });
export const accept = (token: string, password = chosenPassword) =>
  new TestClient().reply(identity.acceptInvitation, { body: { token, password } });

/** Status, or the code of the refusal; pictures and redirects have no body. */
export const outcome = ({ status, body }: { status: number; body: { error?: { code: string } } | undefined }) =>
  body?.error?.code ?? status;
