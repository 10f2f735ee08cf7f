/// <reference lib="dom" />
/** Pages of norms, for everybody; and a norm in a lesson. */
import { norms } from '#contracts/norms.ts';
import { importCourse, setFile, smallBundle } from '../support/bundle.ts';
import { newArticle, newCode, wording } from '../support/norms.ts';
import { createAcademyTree, nationalAdmin, newId, signIn } from '../support/stack.ts';
import { lessonOf } from '../api/permissions/sides.ts';
import { accessiblePlaces } from './accessible.ts';
import type { Place, World } from './places.ts';

type Who = 'national' | 'instructor' | 'learner';
interface Ground {
  articleId: string;
  code: string;
  courseId: string;
  lessonId: string;
}

const article = ({ articleId }: Ground) => `/norms/${articleId}`;
const framework = () => '/norms?view=competences';

const places: Place<Ground, Who>[] = [
  { name: 'norms', who: 'national', path: ({ code }) => `/norms?q=${code}`, ready: 'main li h2' },
  { name: 'norms, to be read', who: 'instructor', path: ({ code }) => `/norms?q=${code}`, ready: 'main li h2' },
  { name: 'norms, nothing found', who: 'instructor', path: () => '/norms?q=яяя', ready: 'main .empty' },
  { name: 'a norm', who: 'national', path: article, ready: 'main dl.facts' },
  {
    name: 'a norm on another day',
    who: 'instructor',
    path: (one) => `${article(one)}?day=2020-01-01`,
    ready: 'main ol',
  },
  { name: 'a norm to change', who: 'national', path: (one) => `${article(one)}/edit`, ready: 'main textarea' },
  { name: 'a new norm', who: 'national', path: () => '/norms/new', ready: 'main textarea' },
  {
    name: 'a new norm, not for an instructor',
    who: 'instructor',
    path: () => '/norms/new',
    ready: 'main [role=alert]',
  },
  {
    name: 'a norm that does not open',
    who: 'instructor',
    path: () => `/norms/${newId('article')}`,
    ready: 'main [role=alert]',
    allow: [/status of 404/],
  },
  { name: 'competences', who: 'national', path: framework, ready: 'main li.node' },
  { name: 'a competence to change', who: 'national', path: framework, ready: 'main li.node', press: 'li.node .btn' },
  { name: 'glossary', who: 'instructor', path: () => '/norms?view=terms', ready: 'main tbody tr' },
  { name: 'import of norms', who: 'national', path: () => '/norms/import', ready: 'main input[type=file]' },
  {
    name: 'a norm in a lesson',
    who: 'learner',
    path: ({ courseId, lessonId }) => `/courses/${courseId}/lessons/${lessonId}`,
    ready: 'button.norm',
    press: 'button.norm',
  },
];

accessiblePlaces(places, async (): Promise<World<Ground, Who>> => {
  const [tree, national] = await Promise.all([createAcademyTree(), nationalAdmin()]);
  const [instructor, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  const made = newArticle([
    wording('Строк не може перевищувати 72 годин.', { validFrom: '2024-01-01' }),
    wording('Строк не може перевищувати 60 годин.', { validUntil: '2024-01-01', lawyerConfirmed: true }),
  ]);
  await national.call(norms.putArticle, made);
  const top = newId('competence');
  const competence = { description: null, retired: false, revision: null };
  for (const [id, parentId] of [
    [top, null],
    [newId('competence'), top],
  ] as const)
    await national.call(norms.putCompetence, {
      params: { competenceId: id },
      body: { code: newCode('c'), parentId, name: { uk: 'Уміння' }, ...competence },
    });
  const text = `code,area,word_uk,word_en\r\n${newCode('term')},право,затримання,detention\r\n`;
  await national.call(norms.importCsv, { body: { jobId: newId('job'), kind: 'terms', text } });
  const bundle = smallBundle('Норма в тексті');
  const { articleId } = made.params;
  setFile(bundle, 'only.uk.md', 'text/markdown', `Про строки каже [ст. 23](norm:${articleId}), і не лише вона.\n`);
  const courseId = await importCourse(instructor, bundle, tree.academyId);
  const ground = { articleId, code: made.body.code, courseId, lessonId: await lessonOf(instructor, courseId) };
  return { ground, people: { national, instructor, learner } };
});
