/** Rules of the second factor. */

/**
 * What an authenticator app reads from the picture. SHA-1, six digits and thirty seconds are what every app assumes;
 * they are left out, because some apps refuse an address that names them.
 */
export function authenticatorUri(login: string, secret: string): string {
  return `otpauth://totp/Kurs:${encodeURIComponent(login)}?secret=${secret}&issuer=Kurs`;
}
