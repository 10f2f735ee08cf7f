/** Rows of organisations. The tree is no secret to anybody who is signed in; changing it is. */
import type { organisations } from '#contracts/organisations.ts';
import { png } from '../../support/bundle.ts';
import { newId } from '../../support/stack.ts';
import { forAll, forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

export function organisationRows({ own, other, units, logo }: World): RowsOf<typeof organisations> {
  const ofAcademy = { organisationId: own.academyId };
  return {
    listOrganisations: { input: () => ({ query: { parentId: own.academyId } }), ...forAll },
    organisation: { input: () => ({ params: ofAcademy }), ...forAll },
    createOrganisation: {
      input: () => {
        const named = { kind: 'unit' as const, name: { uk: 'Підрозділ' }, timeZone: 'Europe/Kyiv' };
        return { body: { id: newId('organisation'), parentId: own.academyId, ...named } };
      },
      ...forOwnOrganisation,
    },
    changeOrganisation: {
      input: () => ({ params: { organisationId: units.changed }, body: { name: { uk: 'Інакше' }, revision: 0 } }),
      ...forOwnOrganisation,
    },
    setLogo: {
      input: () => ({ params: ofAcademy, body: { png: png.toString('base64'), revision: 0 } }),
      ...forOwnOrganisation,
    },
    logo: { input: () => ({ params: { ...ofAcademy, logo } }), ...forAll },
    moveOrganisation: {
      input: () => ({
        params: { organisationId: units.moved },
        body: { jobId: newId('job'), parentId: other.academyId, revision: 0 },
      }),
      // who acts in one of the two academies cannot give or take a unit
      own: 'notAllowed',
      foreign: 'notAllowed',
      above: 200,
    },
    closeOrganisation: {
      input: () => ({ params: { organisationId: units.closed }, body: { closed: true, revision: 0 } }),
      ...forOwnOrganisation,
    },
    organisationRoles: { input: () => ({ params: ofAcademy, query: {} }), ...forOwnOrganisation },
  };
}
