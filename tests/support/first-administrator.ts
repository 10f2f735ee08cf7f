/** Who is there first, in stacks that a test starts for itself. */
export const testPassword = 'only-for-Tests-2026!';

export const firstAdministrator = {
  organisation: {
    id: 'org_00000000000000000000000001',
    name: { uk: 'Національна служба', en: 'National service' },
    timeZone: 'Europe/Kyiv',
  },
  administrator: {
    id: 'per_00000000000000000000000001',
    givenName: 'Перша',
    familyName: 'Адміністраторка',
    login: 'first@kurs.test',
  },
};
