import { beforeAll, describe, expect, it } from 'vitest';
import { people } from '#contracts/people.ts';
import { requestOf } from '#contracts/request.ts';
import { createAcademyTree, signIn, type AcademyTree } from '../support/stack.ts';

let tree: AcademyTree;
beforeAll(async () => {
  tree = await createAcademyTree();
});

describe('where a change came from', () => {
  it('is what CloudFront knows, not what the viewer claims', async () => {
    const admin = await signIn(tree.admin.login);
    const params = { personId: tree.learner.id };
    const { revision } = await admin.call(people.person, { params });
    const { path, headers, ...request } = requestOf(people.changePerson, {
      params,
      body: { givenName: 'Інша', revision },
    });
    const claimed = { 'x-viewer-address': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' };
    const answer = await admin.fetch(path, { ...request, body: request.body!, headers: { ...headers, ...claimed } });
    expect(answer.status).toBe(200);
    const { items } = await admin.call(people.personChanges, { params, query: {} });
    expect(items[0]?.address).toMatch(/^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/);
  });
});
