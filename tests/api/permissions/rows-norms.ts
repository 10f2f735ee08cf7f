/** Rows of norms: read by everybody who is signed in, changed by administrators of the national body alone. */
import { norms } from '#contracts/norms.ts';
import { newArticle } from '../../support/norms.ts';
import { nationalAdmin, newId } from '../../support/stack.ts';
import { forAll, type RowsOf } from './row.ts';

const forNational = { own: 'notAllowed', foreign: 'notAllowed', above: 200 } as const;
const file = { kind: 'terms' as const, text: 'code,area,word_uk\r\nmatrix,право,Матриця\r\n' };

/** one that is there, for all who ask */
let made: Promise<string> | undefined;
async function articleId(): Promise<string> {
  const { params, body } = newArticle();
  await (await nationalAdmin()).call(norms.putArticle, { params, body });
  return params.articleId;
}

export const normRows = (): RowsOf<typeof norms> => ({
  articles: { input: () => ({ query: {} }), ...forAll },
  article: { input: async () => ({ params: { articleId: await (made ??= articleId()) }, query: {} }), ...forAll },
  acts: { input: () => ({}), ...forAll },
  putArticle: { input: () => newArticle(), ...forNational },
  competences: { input: () => ({}), ...forAll },
  putCompetence: {
    input: () => {
      const competenceId = newId('competence');
      const code = competenceId.slice(-12).toLowerCase();
      const body = { code, parentId: null, name: { uk: 'Уміння' }, description: null, retired: false, revision: null };
      return { params: { competenceId }, body };
    },
    ...forNational,
  },
  terms: { input: () => ({ query: {} }), ...forAll },
  checkCsv: { input: () => ({ body: file }), ...forNational },
  importCsv: { input: () => ({ body: { jobId: newId('job'), ...file } }), ...forNational },
  exportCsv: { input: () => ({ params: { kind: 'terms' } }), ...forAll },
});
