/** Accounts at the user pool. A person has one; it holds the password, never the roles. */
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  type AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '#contracts/errors.ts';
import { environment } from './environment.ts';

const client = new CognitoIdentityProviderClient({});

/**
 * Creates the account for a login (an e-mail address) and answers its subject; an existing one is answered as it is.
 * The user pool sends the invitation with a first password.
 */
export async function createAccount(login: string): Promise<string> {
  const pool = environment('USER_POOL_ID');
  try {
    const created = await client.send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username: login,
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: login },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    return subjectOf(created.User?.Attributes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // an address the user pool does not take for one
    if (error.name === 'InvalidParameterException')
      throw new AppError('invalid', { field: 'body.login', reason: 'pool' });
    if (error.name === 'TooManyRequestsException') throw new AppError('tooManyRequests');
    if (error.name !== 'UsernameExistsException') throw error;
    const found = await client.send(new AdminGetUserCommand({ UserPoolId: pool, Username: login }));
    return subjectOf(found.UserAttributes);
  }
}

function subjectOf(attributes: AttributeType[] | undefined): string {
  const subject = attributes?.find((attribute) => attribute.Name === 'sub')?.Value;
  if (!subject) throw new Error('user pool answered no sub');
  return subject;
}
