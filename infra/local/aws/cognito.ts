/** Cognito: what an administrator does with the accounts of the user pool, and a person with their own. */
import { LoginTaken } from '../accounts.ts';
import type { PoolAccount, UserPool } from '../provider.ts';
import { arnOf, Refusal, type AwsAnswer, type AwsCalls, type Input } from './call.ts';

type Run = (input: Input) => AwsAnswer | Promise<AwsAnswer>;

const done: AwsAnswer = { body: {} };

export function cognitoCalls(pool: UserPool, clock: { now(): number }): AwsCalls {
  const admin = Object.entries(adminCalls(pool)).map(([verb, run]) => named(verb, run, `cognito-idp:${verb}`));
  const own = Object.entries(ownCalls(pool, clock)).map(([verb, run]) => named(verb, run));
  return Object.fromEntries([...admin, ...own]);
}

/** The call with its permission on the pool it names. */
function named(verb: string, run: Run, action?: string): [string, AwsCalls[string]] {
  const resource = ({ UserPoolId }: Input) => arnOf('cognito-idp', `userpool/${String(UserPoolId)}`);
  return [`AWSCognitoIdentityProviderService.${verb}`, { resource, run, ...(action ? { action } : {}) }];
}

function adminCalls(pool: UserPool): Record<string, Run> {
  const change = (run: (account: PoolAccount, input: Input) => unknown): Run => {
    return async (input) => {
      await run(found(pool, input), input);
      return done;
    };
  };
  return {
    AdminCreateUser: (input) => createUser(pool, input),
    AdminGetUser: (input) => ({ body: presented(found(pool, input)) }),
    AdminSetUserPassword: change(async ({ login }, { Password, Permanent }) => {
      const missing = pool.lacks(String(Password));
      if (missing) throw new Refusal('InvalidPasswordException', `Password did not conform with policy: ${missing}`);
      if (Permanent !== true) throw new Refusal('InvalidParameterException', 'only permanent passwords are known here');
      await pool.setPassword(login, String(Password));
    }),
    AdminDisableUser: change(({ login }) => {
      pool.disable(login);
      pool.signOut(login);
    }),
    AdminEnableUser: change(({ login }) => pool.enable(login)),
    AdminDeleteUser: change(({ login }) => pool.remove(login)),
    AdminUserGlobalSignOut: change(({ login }) => pool.signOut(login)),
    AdminSetUserMFAPreference: change(({ sub }, input) => prefer(pool, sub, input)),
  };
}

/** What a person does with their own access token. */
function ownCalls(pool: UserPool, clock: { now(): number }): Record<string, Run> {
  const bearer = async ({ AccessToken }: Input): Promise<PoolAccount> => {
    const account = await pool.bearer(String(AccessToken)).catch(() => undefined);
    if (!account) throw new Refusal('NotAuthorizedException', 'Access Token is not valid or lacks the scope');
    return account;
  };
  return {
    async AssociateSoftwareToken(input) {
      return { body: { SecretCode: pool.secondFactors.associate((await bearer(input)).sub) } };
    },
    async VerifySoftwareToken(input) {
      const { sub } = await bearer(input);
      const code = String(input.UserCode);
      if (!/^[0-9]{6,32}$/.test(code)) throw new Refusal('InvalidParameterException', 'UserCode is not made of digits');
      if (!pool.secondFactors.verify(sub, code, clock.now()))
        throw new Refusal('EnableSoftwareTokenMFAException', 'Code mismatch');
      return { body: { Status: 'SUCCESS' } };
    },
    async SetUserMFAPreference(input) {
      prefer(pool, (await bearer(input)).sub, input);
      return done;
    },
  };
}

function prefer(pool: UserPool, sub: string, { SoftwareTokenMfaSettings: settings }: Input): void {
  const { Enabled } = (settings ?? {}) as { Enabled?: boolean };
  if (Enabled === undefined) throw new Refusal('InvalidParameterException', 'only the software token is known here');
  if (!pool.secondFactors.prefer(sub, Enabled))
    throw new Refusal('InvalidParameterException', 'User has not verified software token mfa');
}

function found(pool: UserPool, input: Input): PoolAccount {
  const account = pool.find(String(input.Username));
  if (!account) throw new Refusal('UserNotFoundException', 'User does not exist.');
  return account;
}

const attributes = (account: PoolAccount) => [
  { Name: 'sub', Value: account.sub },
  { Name: 'email', Value: account.login },
  { Name: 'email_verified', Value: 'true' },
  { Name: 'name', Value: account.name },
];

const stateOf = ({ disabled, confirmed }: PoolAccount) => ({
  Enabled: !disabled,
  UserStatus: confirmed ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
});

const presented = (account: PoolAccount) => ({
  Username: account.sub,
  UserAttributes: attributes(account),
  ...stateOf(account),
  ...(account.secondFactor
    ? { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' }
    : {}),
});

/** Without mail of Cognito's own: nobody knows the first password, the person sets one by our invitation. */
async function createUser(pool: UserPool, input: Input): Promise<AwsAnswer> {
  const login = String(input.Username);
  const given = (input.UserAttributes ?? []) as { Name: string; Value: string }[];
  const name = given.find((attribute) => attribute.Name === 'name')?.Value ?? login;
  if (input.MessageAction !== 'SUPPRESS')
    throw new Refusal('InvalidParameterException', 'mail from Cognito itself is not known here: SUPPRESS it');
  await pool.create({ login, name }).catch((error: unknown) => {
    if (error instanceof LoginTaken) throw new Refusal('UsernameExistsException', 'User account already exists');
    throw error;
  });
  const account = found(pool, input);
  return { body: { User: { Username: account.sub, Attributes: attributes(account), ...stateOf(account) } } };
}
