/** The team that writes a course. */
import { Draft } from './authoring.ts';
import { Named } from './blocks.ts';
import { id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { courseTeamRoles } from './permissions.ts';
import { z } from './z.ts';

/** people in a course's team */
export const teamMax = 50;

const courseParams = z.strictObject({ courseId: id('course') });
const memberParams = z.strictObject({ courseId: id('course'), personId: id('person') });

export const draftTeam = {
  colleagues: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/colleagues',
    summary:
      'People who could join the team: those who may author in the academy or region, by the beginning of their name.',
    permission: 'signedIn',
    params: courseParams,
    query: z.strictObject({ q: z.string().check(z.minLength(1), z.maxLength(100)) }),
    output: z.object({ items: z.array(Named) }),
  }),
  putTeamMember: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/team/{personId}',
    summary: 'Takes a colleague into the team or changes their role. A course always has an owner.',
    permission: 'signedIn',
    params: memberParams,
    body: z.strictObject({ role: z.enum(courseTeamRoles) }),
    output: Draft,
    errors: ['lastOwner', 'personUnsuitable', 'teamFull'],
  }),
  removeTeamMember: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/team/{personId}',
    summary: 'Takes somebody out of the team, or leaves it oneself.',
    permission: 'signedIn',
    params: memberParams,
    errors: ['lastOwner'],
  }),
};
