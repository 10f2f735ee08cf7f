/** What a function is told by its deployment. A missing name stops the function at once, by name. */
export function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is missing`);
  return value;
}
