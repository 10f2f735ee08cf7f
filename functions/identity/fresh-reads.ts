/**
 * Lists of people are read eventually consistent, at half the price: they may be a moment old. Who has just changed
 * somebody gets them as they are, by a cookie that says so and nothing else.
 */
const name = '__Host-kurs-changed';
/** replicas lag by well under a second */
const seconds = 5;

/** Goes with the answer to a change of a person. */
export const changedCookie = `${name}=1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

/** How the asker's lists are read. */
export const freshFor = ({ cookie }: { cookie(name: string): string | undefined }): { consistent: boolean } => ({
  consistent: cookie(name) !== undefined,
});
