/** Endpoints of norms: articles in dated wordings, the competence framework, the glossary; all of them as CSV. */
import { norms } from '#contracts/norms.ts';
import { serve } from '../platform/http.ts';
import { article, articles, acts, putArticle } from './articles.ops.ts';
import { competences, putCompetence, terms } from './competences.ops.ts';
import { checkCsv, exportCsv, importCsv } from './csv.ops.ts';

export const handler = serve(norms, {
  articles,
  article,
  acts,
  putArticle,
  competences,
  putCompetence,
  terms,
  checkCsv,
  importCsv,
  exportCsv,
});
