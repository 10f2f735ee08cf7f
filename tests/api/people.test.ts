import { beforeAll, describe, expect, inject, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { people } from '#contracts/people.ts';
import { detail, newcomer, outcome, setRoles } from '../support/people.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  nationalAdmin,
  newId,
  records,
  settled,
  signIn,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let admin: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  admin = await signIn(tree.admin.login);
});

const list = async (organisationId: string, query: { q?: string; language?: 'uk' | 'ru' | 'kk' | 'en' } = {}) =>
  (await admin.call(people.listPeople, { query: { organisationId, ...query } })).items;
const make = async (name: { familyName: string; givenName?: string }, organisationId = tree.unitId) => {
  const body = { ...newcomer(organisationId), ...name };
  await admin.call(people.createPerson, { body });
  return body;
};

describe('the list of people', () => {
  it('shows those of an organisation and below, each once, with their roles', async () => {
    const academyId = await createOrganisation('academy');
    const unitId = await createOrganisation('unit', academyId);
    const chief = await createPerson(academyId, ['academyAdmin']);
    const both = await createPerson(unitId, ['learner']);
    await setRoles(await nationalAdmin(), both.id, academyId, ['instructor']);
    const client = await signIn(chief.login);
    const { items, next } = await client.call(people.listPeople, { query: { organisationId: academyId } });
    expect(next).toBeNull();
    expect(items.map(({ id }) => id).toSorted()).toEqual([chief.id, both.id].toSorted());
    expect(items.find(({ id }) => id === both.id)?.memberships.map(({ roles }) => roles)).toEqual([
      ['learner'],
      ['instructor'],
    ]);
    const below = await client.call(people.listPeople, { query: { organisationId: unitId } });
    expect(below.items.map(({ id }) => id)).toEqual([both.id]);
  });

  it('finds by the beginning of a name in the order of each alphabet', async () => {
    const unitId = await createOrganisation('unit', tree.academyId);
    for (const familyName of [
      'Ящук',
      'Іваненко',
      'Ґудзь',
      'Әлиев',
      'Гаврилюк',
      'Її',
      'Қасым',
      'Иванов',
      'Ёлкин',
      'Егоров',
    ])
      await make({ familyName }, unitId);
    const names = async (language: 'uk' | 'ru' | 'kk' | 'en', q?: string) =>
      (await list(unitId, { language, ...(q ? { q } : {}) })).map(({ familyName }) => familyName);
    // letters of a foreign alphabet have a fixed place too, but no dictionary tells which
    const foreign = { uk: /[Ә]/, ru: /[ҐІЇӘҚ]/, kk: /[ҐЇ]/ };
    for (const language of ['uk', 'ru', 'kk'] as const) {
      const shown = await names(language);
      const own = shown.filter((name) => !foreign[language].test(name));
      expect(own, language).toEqual(own.toSorted(new Intl.Collator(language).compare));
      expect([shown.length, new Set(shown).size]).toEqual([10, 10]);
    }
    expect(await names('en')).toEqual(await names('ru'));
    expect(await names('uk', 'ґу')).toEqual(['Ґудзь']);
    expect(await names('ru', 'елк')).toEqual(['Ёлкин']);
    expect(await names('kk', 'Қа')).toEqual(['Қасым']);
    expect(await names('en', 'ива')).toEqual(['Иванов']);
    expect(await names('uk', 'Гаврилюк Н')).toEqual(['Гаврилюк']);
    expect(await names('uk', 'Шевч')).toEqual([]);
  });

  it('finds one by their address, if they are within reach', async () => {
    const body = await make({ familyName: 'Адресна' });
    const elsewhere = await createPerson(await createOrganisation('academy'), ['learner']);
    expect((await list(tree.academyId, { q: body.login.toUpperCase() })).map(({ id }) => id)).toEqual([body.id]);
    expect(await list(tree.academyId, { q: elsewhere.login })).toEqual([]);
    expect(await list(tree.academyId, { q: 'nobody@kurs.test' })).toEqual([]);
  });

  it('goes on page by page', async () => {
    const unitId = await createOrganisation('unit', tree.academyId);
    for (let made = 0; made < 55; made += 5)
      await Promise.all([1, 2, 3, 4, 5].map((one) => make({ familyName: `Особа ${made + one}` }, unitId)));
    const query = { organisationId: unitId };
    const first = await admin.call(people.listPeople, { query });
    const second = await admin.call(people.listPeople, { query: { ...query, cursor: first.next! } });
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 5, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(55);
  });

  it('of another academy is not for its administrators', async () => {
    const organisationId = await createOrganisation('academy');
    expect(outcome(await admin.reply(people.listPeople, { query: { organisationId } }))).toBe('notAllowed');
    expect(outcome(await admin.reply(people.listPeople, { query: { organisationId: newId('organisation') } }))).toBe(
      'notFound',
    );
  });
});

describe('a person elsewhere', () => {
  it('is not there for an administrator', async () => {
    const { id } = await createPerson(await createOrganisation('academy'), ['learner']);
    const personId = id;
    const params = { personId };
    const answers = await Promise.all([
      admin.reply(people.person, { params }),
      admin.reply(people.personChanges, { params, query: {} }),
      admin.reply(people.changePerson, { params, body: { familyName: 'Чужа', revision: 0 } }),
      admin.reply(people.setRoles, {
        params: { personId, organisationId: tree.academyId },
        body: { roles: ['learner'], revision: 0 },
      }),
      admin.reply(people.movePerson, { params, body: { from: tree.unitId, to: tree.academyId, revision: 0 } }),
      admin.reply(people.setDisabled, { params, body: { disabled: true, revision: 0 } }),
      admin.reply(people.invitePerson, { params }),
      admin.reply(people.signOutPerson, { params }),
      admin.reply(people.personAccount, { params }),
      admin.reply(people.resetSecondFactor, { params }),
      admin.reply(people.previewMerge, { params, query: { duplicateId: tree.learner.id } }),
      admin.reply(people.previewMerge, { params: { personId: tree.learner.id }, query: { duplicateId: id } }),
    ]);
    expect(answers.map(outcome)).toEqual(answers.map(() => 'notFound'));
  });

  it('with roles in two academies is changed by neither alone', async () => {
    const other = await createOrganisation('academy');
    const { id } = await createPerson(tree.academyId, ['learner']);
    await setRoles(await nationalAdmin(), id, other, ['learner']);
    const seen = await detail(admin, id);
    expect([seen.mayManage, seen.memberships.length, seen.current.length]).toEqual([false, 1, 1]);
    const params = { personId: id };
    const body = { familyName: 'Інша', revision: seen.revision };
    expect(outcome(await admin.reply(people.changePerson, { params, body }))).toBe('notAllowed');
    expect(outcome(await setRoles(admin, id, tree.academyId, ['instructor']))).toBe(200);
    expect(outcome(await setRoles(admin, id, other, ['instructor']))).toBe('notAllowed');
  });
});

describe('changing a person', () => {
  it('shows what was changed, by whom and from where', async () => {
    const body = await make({ familyName: 'Давня' });
    const params = { personId: body.id };
    const change = { familyName: 'Нова', revision: 0 };
    const first = await admin.call(people.changePerson, { params, body: change });
    expect(first).toMatchObject({ familyName: 'Нова', revision: 1 });
    expect(await admin.call(people.changePerson, { params, body: change })).toEqual(first);
    expect(
      outcome(await admin.reply(people.changePerson, { params, body: { familyName: 'Третя', revision: 0 } })),
    ).toBe('conflict');
    const { items } = await admin.call(people.personChanges, { params, query: {} });
    expect(items).toMatchObject([
      {
        type: 'identity.personChanged',
        actor: { id: tree.admin.id },
        before: { familyName: 'Давня' },
        after: { familyName: 'Нова' },
      },
      { type: 'identity.personCreated', before: {}, after: { login: body.login, [`roles.${tree.unitId}`]: 'learner' } },
    ]);
    expect(items.every(({ address }) => address)).toBe(true);
    expect(JSON.stringify(await records(body.id))).not.toContain('Давня');
  });

  it('moves them in the lists at once', async () => {
    const unitId = await createOrganisation('unit', tree.academyId);
    const { id } = await make({ familyName: 'Абрамова' }, unitId);
    await make({ familyName: 'Бабенко' }, unitId);
    await admin.call(people.changePerson, { params: { personId: id }, body: { familyName: 'Яременко', revision: 0 } });
    const names = async (language: 'uk' | 'ru') => (await list(unitId, { language })).map((each) => each.familyName);
    expect(await names('uk')).toEqual(['Бабенко', 'Яременко']);
    await expect.poll(() => names('ru')).toEqual(['Бабенко', 'Яременко']);
  });

  it('is read as it is by who has just made it, for a few seconds', async () => {
    const { id } = await make({ familyName: 'Свіжа' });
    const answer = await admin.reply(people.changePerson, {
      params: { personId: id },
      body: { givenName: 'Інша', revision: 0 },
    });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-kurs-changed=1;.* Max-Age=5$/)]);
    const refused = await admin.reply(people.changePerson, {
      params: { personId: id },
      body: { givenName: 'Ще інша', revision: 0 },
    });
    expect([outcome(refused), refused.headers.getSetCookie()]).toEqual(['conflict', []]);
  });

  it('gives no address that somebody has, and none after the first sign-in', async () => {
    const [one, other] = [await make({ familyName: 'Один' }), await make({ familyName: 'Друга' })];
    const taken = { login: other.login, revision: 0 };
    expect(outcome(await admin.reply(people.changePerson, { params: { personId: one.id }, body: taken }))).toBe(
      'loginTaken',
    );
    await signIn(tree.learner.login);
    const { revision } = await detail(admin, tree.learner.id);
    const body = { login: `other.${tree.learner.login}`, revision };
    expect(outcome(await admin.reply(people.changePerson, { params: { personId: tree.learner.id }, body }))).toBe(
      'loginInUse',
    );
  });
});

describe('deactivating', () => {
  const set = async (personId: string, disabled: boolean, client = admin) => {
    const { revision } = await detail(client, personId);
    return client.reply(people.setDisabled, { params: { personId }, body: { disabled, revision } });
  };

  it('puts a person out on the next request, at the user pool too, until they are let in again', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    expect((await set(person.id, true)).body).toMatchObject({ state: 'disabled' });
    expect(outcome(await client.reply(identity.me, {}))).toBe('signInNeeded');
    await settled();
    const account = () => admin.call(people.personAccount, { params: { personId: person.id } });
    expect(await account()).toMatchObject({ exists: true, enabled: false });
    await expect(signIn(person.login)).rejects.toThrow();
    await set(person.id, false);
    await settled();
    expect(await account()).toMatchObject({ enabled: true });
    expect(outcome(await client.reply(identity.me, {}))).toBe('signInNeeded');
    expect((await (await signIn(person.login)).call(identity.me, {})).id).toBe(person.id);
  });

  it('happens once when it is asked for twice', async () => {
    const { id } = await make({ familyName: 'Двічі' });
    const request = { params: { personId: id }, body: { disabled: true, revision: 0 } };
    const both = await Promise.all([1, 2].map(() => admin.reply(people.setDisabled, request)));
    expect(both.map(outcome)).toEqual([200, 200]);
    expect((await records(id)).filter(({ type }) => type === 'identity.disabled')).toHaveLength(1);
  });

  it('is not done to oneself', async () => {
    expect(outcome(await set(tree.admin.id, true))).toBe('lastAdministrator');
    await createPerson(tree.academyId, ['academyAdmin']);
    await expect.poll(async () => outcome(await set(tree.admin.id, true))).toBe('notAllowed');
  });
});

describe('signing somebody out', () => {
  it('ends all their sessions, and they may sign in anew', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const [one, two] = [await signIn(person.login), await signIn(person.login)];
    await admin.call(people.signOutPerson, { params: { personId: person.id } });
    expect([outcome(await one.reply(identity.me, {})), outcome(await two.reply(identity.me, {}))]).toEqual([
      'signInNeeded',
      'signInNeeded',
    ]);
    const { items } = await admin.call(people.personChanges, { params: { personId: person.id }, query: {} });
    expect(items[0]).toMatchObject({ type: 'identity.signedOut', actor: { id: tree.admin.id }, before: {}, after: {} });
    await signIn(person.login);
  });

  it('everywhere is everybody’s own right', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const [one, two] = [await signIn(person.login), await signIn(person.login)];
    const { location } = await one.call(identity.signOutEverywhere, {});
    expect(new URL(location).origin).not.toBe(inject('origin'));
    expect(outcome(await two.reply(identity.me, {}))).toBe('signInNeeded');
  });
});

describe('a lost second factor', () => {
  it('is taken away by an administrator, on record – never one’s own this way', async () => {
    const { id } = await createPerson(tree.academyId, ['learner']);
    await admin.call(people.resetSecondFactor, { params: { personId: id } });
    expect((await records(id)).map(({ type }) => type)).toContain('identity.secondFactorReset');
    const own = await admin.reply(people.resetSecondFactor, { params: { personId: tree.admin.id } });
    expect(outcome(own)).toBe('notAllowed');
  });
});
