/** Accounts at the user pool. A person has one; it holds the password and the second factor, never the roles. */
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
  type AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '#contracts/errors.ts';
import { environment } from './environment.ts';

const client = new CognitoIdentityProviderClient({});

/** Names the account for the administrator's calls. */
const named = (login: string) => ({ UserPoolId: environment('USER_POOL_ID'), Username: login });

/**
 * Creates the account for a login (an e-mail address) without the pool's own mail, and answers its subject; an existing
 * one is answered as it is. Nobody can sign in to it until a password is set.
 */
export async function createAccount(login: string): Promise<string> {
  const UserAttributes = [
    { Name: 'email', Value: login },
    { Name: 'email_verified', Value: 'true' },
  ];
  try {
    const command = new AdminCreateUserCommand({ ...named(login), MessageAction: 'SUPPRESS', UserAttributes });
    return subjectOf((await client.send(command)).User?.Attributes);
  } catch (error) {
    if (isNamed(error, 'UsernameExistsException'))
      return subjectOf((await client.send(new AdminGetUserCommand(named(login)))).UserAttributes);
    // an address the user pool does not take for one
    if (isNamed(error, 'InvalidParameterException'))
      throw new AppError('invalid', { field: 'body.login', reason: 'pool' });
    throw translated(error);
  }
}

/** Sets a password that stays; `passwordWeak` where the pool's policy refuses it. */
export async function setPassword(login: string, password: string): Promise<void> {
  await client
    .send(new AdminSetUserPasswordCommand({ ...named(login), Password: password, Permanent: true }))
    .catch((error: unknown) => {
      // a length or sign the interface itself does not take is refused by the second name
      const weak = isNamed(error, 'InvalidPasswordException', 'InvalidParameterException');
      throw weak ? new AppError('passwordWeak') : translated(error);
    });
}

/** Nobody signs in to it any more, and its tokens are void; an absent account is left alone. */
export async function disableAccount(login: string): Promise<void> {
  await client.send(new AdminDisableUserCommand(named(login))).catch(ignoreAbsent);
}

/** Takes `disableAccount` back; an absent account is left alone. */
export async function enableAccount(login: string): Promise<void> {
  await client.send(new AdminEnableUserCommand(named(login))).catch(ignoreAbsent);
}

/** Deletes the account with its password and second factor; an absent one is left alone. */
export async function deleteAccount(login: string): Promise<void> {
  await client.send(new AdminDeleteUserCommand(named(login))).catch(ignoreAbsent);
}

/**
 * Makes the tokens issued so far void. The browser's session at the pool's own pages goes on for up to an hour: only the
 * browser can end it (`signOutLocation`), so who trusts a new sign-in looks at when it was made (`authTime`).
 */
export async function signOutAccount(login: string): Promise<void> {
  await client.send(new AdminUserGlobalSignOutCommand(named(login))).catch(ignoreAbsent);
}

/** Takes the second factor away, for who has lost it; the person sets it up anew. */
export async function resetSecondFactor(login: string): Promise<void> {
  const off = { SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false } };
  await client.send(new AdminSetUserMFAPreferenceCommand({ ...named(login), ...off })).catch(ignoreAbsent);
}

export interface AccountState {
  exists: boolean;
  enabled: boolean;
  secondFactor: boolean;
  /** has a password of the person's own */
  confirmed: boolean;
}

export async function accountState(login: string): Promise<AccountState> {
  const found = await client.send(new AdminGetUserCommand(named(login))).catch(ignoreAbsent);
  return {
    exists: found !== undefined,
    enabled: found?.Enabled ?? false,
    secondFactor: found?.UserMFASettingList?.includes('SOFTWARE_TOKEN_MFA') ?? false,
    confirmed: found?.UserStatus === 'CONFIRMED',
  };
}

/** Begins to set up a second factor by app (TOTP, RFC 6238), with the person's own access token. */
export async function beginSecondFactor(accessToken: string): Promise<{ secret: string }> {
  const { SecretCode } = await client
    .send(new AssociateSoftwareTokenCommand({ AccessToken: accessToken }))
    .catch(stopOwn);
  if (!SecretCode) throw new Error('user pool answered no secret');
  return { secret: SecretCode };
}

/** Confirms it with a first code and asks for one at every sign-in from now on; `codeWrong`. */
export async function confirmSecondFactor(accessToken: string, code: string): Promise<void> {
  const { Status } = await client
    .send(new VerifySoftwareTokenCommand({ AccessToken: accessToken, UserCode: code }))
    .catch(stopOwn);
  if (Status !== 'SUCCESS') throw new AppError('codeWrong');
  await prefer(accessToken, true);
}

/** No code is asked for any more. */
export const removeSecondFactor = (accessToken: string): Promise<void> => prefer(accessToken, false);

async function prefer(AccessToken: string, on: boolean): Promise<void> {
  const SoftwareTokenMfaSettings = { Enabled: on, PreferredMfa: on };
  await client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings })).catch(stopOwn);
}

const wrongCode = ['EnableSoftwareTokenMFAException', 'CodeMismatchException', 'ExpiredCodeException'];

/** For calls with a person's access token: one that is no longer good asks for a fresh sign-in. */
function stopOwn(error: unknown): never {
  if (isNamed(error, ...wrongCode)) throw new AppError('codeWrong');
  if (isNamed(error, 'NotAuthorizedException')) throw new AppError('freshSignInNeeded');
  throw translated(error);
}

function ignoreAbsent(error: unknown): undefined {
  if (!isNamed(error, 'UserNotFoundException')) throw translated(error);
}

function translated(error: unknown): unknown {
  const tooMany = isNamed(error, 'TooManyRequestsException', 'LimitExceededException');
  return tooMany ? new AppError('tooManyRequests') : error;
}

const isNamed = (error: unknown, ...names: string[]) => error instanceof Error && names.includes(error.name);

function subjectOf(attributes: AttributeType[] | undefined): string {
  const subject = attributes?.find((attribute) => attribute.Name === 'sub')?.Value;
  if (!subject) throw new Error('user pool answered no sub');
  return subject;
}
