/** Pages of those who administer and audit, and of everybody about themselves, as the accessibility journeys visit them. */
import { audit } from '#contracts/audit.ts';
import { courses } from '#contracts/courses.ts';
import { identity } from '#contracts/identity.ts';
import { jobs } from '#contracts/jobs.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { detail, newcomer, setRoles } from '../support/people.ts';
import { checked, confirmed } from '../support/people-import.ts';
import {
  createAcademyTree,
  createPerson,
  nationalAdmin,
  newId,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import type { Place, World } from './places.ts';

/** `viewer`: an administrator who looks as a learner. */
type Who = 'nobody' | 'graduate' | 'admin' | 'national' | 'viewer';

/** An academy in full work. */
export interface Office extends AcademyTree {
  /** has had roles changed, and holds a course */
  personId: string;
  courseId: string;
  erasedId: string;
  jobs: Record<'asking' | 'imported' | 'certificate' | 'archive', string>;
}
type OfficePlace = Place<Office, Who>;

const card = ({ personId }: Office) => `/people/${personId}`;
const changes = 'section[aria-labelledby=changes] li';
const organisation = ({ academyId }: Office) => `/organisations/${academyId}`;
const auditOf = (view: string) => (office: Office) => {
  const { academyId, personId, courseId } = office;
  const asked = { view, organisation: academyId, person: personId, course: courseId };
  return `/audit?${new URLSearchParams(asked)}`;
};
const refused = /status of 40[34]/;

/** People, one by one and in a file. */
export const peoplePlaces: OfficePlace[] = [
  { name: 'people', who: 'admin', path: () => '/people', ready: 'main tbody tr' },
  { name: 'people, nobody found', who: 'admin', path: () => '/people?q=яяя', ready: 'main .empty' },
  { name: 'people, not for a learner', who: 'nobody', path: () => '/people', ready: 'main [role=alert]' },
  { name: 'choice of an organisation', who: 'admin', path: () => '/people', ready: 'main tbody', press: '.opener.in' },
  { name: 'a new person', who: 'admin', path: () => '/people/new', ready: 'form .roles label' },
  { name: 'a person', who: 'admin', path: card, ready: changes },
  { name: 'a person who is erased', who: 'admin', path: ({ erasedId }) => `/people/${erasedId}`, ready: changes },
  { name: 'roles of a person', who: 'admin', path: card, ready: changes, press: '.acts-row button' },
  { name: 'a move', who: 'admin', path: card, ready: changes, press: '.acts-row button:nth-child(2)' },
  { name: 'the end of roles', who: 'admin', path: card, ready: changes, press: '.acts-row button:nth-child(3)' },
  {
    name: 'a role more',
    who: 'admin',
    path: card,
    ready: changes,
    press: 'section[aria-labelledby=roles] .head button',
  },
  { name: 'data of a person', who: 'admin', path: card, ready: changes, press: 'section[aria-labelledby=data] button' },
  {
    name: 'an access to close',
    who: 'admin',
    path: card,
    ready: changes,
    press: 'section[aria-labelledby=account] .risk',
  },
  {
    name: 'a duplicate to find',
    who: 'admin',
    path: card,
    ready: changes,
    press: 'section[aria-labelledby=tasks] .btn:nth-last-of-type(2)',
  },
  { name: 'an erasure', who: 'admin', path: card, ready: changes, press: 'section[aria-labelledby=tasks] .risk' },
  {
    name: 'a person who does not open',
    who: 'admin',
    path: () => `/people/${newId('person')}`,
    ready: 'main [role=alert]',
    allow: [refused],
  },
  { name: 'an import', who: 'admin', path: () => '/people/import', ready: 'input[type=file]' },
  {
    name: 'an import that asks',
    who: 'admin',
    path: ({ jobs: { asking } }) => `/people/imports/${asking}`,
    ready: 'td.value',
  },
  {
    name: 'an import that is done',
    who: 'admin',
    path: ({ jobs: { imported } }) => `/people/imports/${imported}`,
    ready: 'a[download]',
  },
];

/** Organisations, records, jobs, operation. */
export const officePlaces: OfficePlace[] = [
  { name: 'organisation', who: 'national', path: organisation, ready: '.rows a' },
  {
    name: 'organisation, roles',
    who: 'admin',
    path: (office) => `${organisation(office)}?view=roles`,
    ready: 'tbody tr',
  },
  {
    name: 'organisation, settings',
    who: 'national',
    path: (office) => `${organisation(office)}?view=settings`,
    ready: 'form',
  },
  { name: 'a new organisation', who: 'national', path: organisation, ready: '.rows a', press: '.tools .main' },
  { name: 'an organisation to close', who: 'national', path: organisation, ready: '.rows a', press: 'aside .risk' },
  {
    name: 'a unit to move',
    who: 'national',
    path: ({ unitId }) => `/organisations/${unitId}`,
    ready: 'section[aria-labelledby=rare]',
    press: 'section[aria-labelledby=rare] .btn:not(.risk)',
  },
  { name: 'who held what', who: 'admin', path: auditOf('held'), ready: 'tbody tr' },
  { name: 'records of a person', who: 'admin', path: auditOf('person'), ready: 'section[aria-labelledby=records] li' },
  { name: 'records of a day', who: 'admin', path: auditOf('day'), ready: 'section[aria-labelledby=records] li' },
  { name: 'records of a course', who: 'admin', path: auditOf('course'), ready: 'section[aria-labelledby=records] li' },
  { name: 'own record', who: 'graduate', path: () => '/record', ready: 'section[aria-labelledby=facts] li' },
  { name: 'jobs', who: 'admin', path: () => '/jobs', ready: 'article.entry' },
  { name: 'jobs, none', who: 'nobody', path: () => '/jobs', ready: 'main .empty' },
  {
    name: 'a job with a file',
    who: 'admin',
    path: ({ jobs: { archive } }) => `/jobs/${archive}`,
    ready: 'a[download]',
  },
  {
    name: 'a certificate',
    who: 'admin',
    path: ({ jobs: { certificate } }) => `/jobs/${certificate}`,
    ready: '#certificate',
  },
  { name: 'operations', who: 'national', path: () => '/operations', ready: '#queues' },
  { name: 'home, seen as a learner', who: 'viewer', path: () => '/', ready: '.see-as' },
];

/** An academy with people at every stage, and jobs of every kind. */
export async function createOffice(): Promise<World<Office, Who>> {
  const tree = await createAcademyTree();
  const [admin, nobody, person, viewer] = await Promise.all([
    signIn(tree.admin.login),
    createPerson(tree.academyId, ['learner']).then(({ login }) => signIn(login)),
    createPerson(tree.academyId, ['learner'], { familyName: 'Випускна' }),
    createPerson(tree.academyId, ['academyAdmin']).then(({ login }) => signIn(login)),
  ]);
  await viewer.call(identity.startSeeAs, { body: { organisationId: tree.academyId, role: 'learner' } });
  const graduate = await signIn(person.login);
  const courseId = await importCourse(admin, smallBundle('Курс для обліку'), tree.academyId);
  await completeCourse(graduate, courseId);
  await setRoles(admin, person.id, tree.academyId, ['learner', 'instructor']);
  await admin.call(people.createPerson, { body: { ...newcomer(tree.academyId), invite: true } });
  const erased = await createPerson(tree.academyId, ['learner']);
  const office = {
    ...tree,
    personId: person.id,
    courseId,
    erasedId: erased.id,
    jobs: await jobsOf(admin, tree, person.id, erased.id),
  };
  await settled();
  return { ground: office, people: { nobody, graduate, admin, viewer, national: await nationalAdmin() } };
}

async function completeCourse(client: TestClient, courseId: string): Promise<void> {
  await client.call(courses.enrol, { params: { courseId } });
  const { modules } = await client.call(courses.course, { params: { courseId } });
  await client.call(progress.readLesson, { params: { courseId, lessonId: modules[0]?.lessons[0]?.id ?? '' } });
}

/** An import that waits, one that is done, all about one person, the end of another. */
async function jobsOf(
  admin: TestClient,
  tree: AcademyTree,
  personId: string,
  erasedId: string,
): Promise<Office['jobs']> {
  const file = (login: string) => [
    {
      kind: 'people' as const,
      text: `Прізвище;Ім’я;Пошта;Роль;Звання\nНова;Люба;${login};;\n;Хтось;не пошта;начальник;`,
    },
  ];
  const login = () => newcomer(tree.academyId).login;
  const [asking, imported] = [
    await checked(admin, tree.academyId, file(login())),
    await checked(admin, tree.academyId, file(login())),
  ];
  await confirmed(admin, imported.jobId);
  const [archive, certificate] = [newId('job'), newId('job')];
  await admin.call(audit.startPersonExport, { params: { personId }, body: { jobId: archive } });
  const { revision } = await detail(admin, erasedId);
  const body = { jobId: certificate, mode: 'pseudonymise' as const, revision };
  await admin.call(people.erasePerson, { params: { personId: erasedId }, body });
  for (const jobId of [archive, certificate]) {
    await until(
      () => admin.call(jobs.job, { params: { jobId } }),
      ({ state }) => state === 'succeeded',
    );
  }
  return { asking: asking.jobId, imported: imported.jobId, archive, certificate };
}
