import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { organisations } from '#contracts/organisations.ts';
import { courses } from '#contracts/courses.ts';
import { createOrganisation, createPerson, nationalAdmin, signIn, type TestClient } from '../support/stack.ts';
import { replyIn } from './direct.ts';

let admin: TestClient;

describe('a place in a list', () => {
  const list = (client: TestClient, cursor: string, parentId: string) =>
    client.reply(organisations.listOrganisations, { query: { parentId, cursor } });
  let parentId: string;
  let cursor: string;
  let first: string[];

  beforeAll(async () => {
    admin = await nationalAdmin();
    parentId = await createOrganisation('academy');
    for (let made = 0; made < 55; made += 5)
      await Promise.all([1, 2, 3, 4, 5].map(() => createOrganisation('unit', parentId)));
    const page = await admin.call(organisations.listOrganisations, { query: { parentId } });
    first = page.items.map(({ id }) => id);
    cursor = page.next ?? '';
  });

  it('leads to the rest, each once', async () => {
    const { body } = await list(admin, cursor, parentId);
    const all = [...first, ...body.items.map(({ id }) => id)];
    expect([all.length, new Set(all).size, body.next]).toEqual([55, 55, null]);
  });

  it('is of no use bent, made up, to another person, in another list or a day later', async () => {
    const colleague = await signIn((await createPerson(inject('national').organisationId, ['nationalAdmin'])).login);
    const bent = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`;
    for (const hours of [11, 22]) await replyIn(admin, hours * 3_600_000, identity.me, {});
    const answers = [
      await list(admin, bent, parentId),
      await list(admin, 'AAAA', parentId),
      await list(admin, Buffer.from('{"pk":"$identity#root"}').toString('base64url'), parentId),
      await list(admin, '%00', parentId),
      await list(colleague, cursor, parentId),
      await list(admin, cursor, inject('national').organisationId),
      await admin.reply(courses.catalogue, { query: { cursor } }),
      await admin.reply(courses.mine, { query: { cursor } }),
      await replyIn(admin, 25 * 3_600_000, organisations.listOrganisations, { query: { parentId, cursor } }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error?.code])).toEqual(
      answers.map(() => [400, 'cursorInvalid']),
    );
  });

  it('shows nothing of the table', () => {
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/identity|org_|gsi/);
  });
});
