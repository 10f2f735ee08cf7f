/** Rows of statements: an academy’s own are seen there and above; anybody with the code is told what stands on the paper. */
import { statementColumns, type statements, type StatementWords } from '#contracts/statements.ts';
import { importCourse, smallBundle } from '../../support/bundle.ts';
import { graduateOf, issueTo } from '../../support/statements.ts';
import { newId, type TestClient } from '../../support/stack.ts';
import { forAll, forOwn, forOwnOrganisation, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A statement of somebody of the academy, for a course it keeps for itself. */
export async function createStatement(author: TestClient, academyId: string) {
  const courseId = await importCourse(author, smallBundle('Для довідки'), academyId);
  const { id: personId } = await graduateOf(academyId, courseId);
  const { id, code } = await issueTo(author, academyId, courseId, personId);
  return { statementId: id, code, courseId, personId };
}

export const statementWords: StatementWords = {
  columns: Object.fromEntries(statementColumns.map((name) => [name, name])) as StatementWords['columns'],
  states: { valid: 'a', revoked: 'b' },
};

export function statementRows({ own, statement }: World): RowsOf<typeof statements> {
  const organisationId = own.academyId;
  const { statementId, courseId, personId, code } = statement;
  const languages = ['uk' as const];
  const sees = (role: Parameters<typeof may>[0][number]) => (may([role], 'seeStatements') ? 200 : 'notFound');
  const rules = { languages, showPoints: false, automatic: false, hours: null, revision: 0 };
  const forReaders = { own: sees, foreign: 'notFound' } as const;
  return {
    check: { input: () => ({ params: { code } }), ...forAll },
    own: { input: () => ({ query: {} }), ...forAll },
    list: { input: () => ({ query: { organisationId } }), ...forOwnOrganisation },
    candidates: { input: () => ({ params: { courseId }, query: { organisationId } }), ...forOwnOrganisation },
    settings: { input: () => ({ params: { organisationId } }), ...forOwnOrganisation },
    changeSettings: { input: () => ({ params: { organisationId }, body: rules }), ...forOwnOrganisation },
    issueMany: {
      input: () => ({ body: { jobId: newId('job'), organisationId, courseId, languages, people: [personId] } }),
      ...forOwnOrganisation,
    },
    startExport: {
      input: () => ({ body: { jobId: newId('job'), organisationId, language: 'uk' as const, words: statementWords } }),
      ...forOwnOrganisation,
    },
    statement: { input: () => ({ params: { statementId } }), ...forReaders },
    // the same command again
    issue: {
      input: () => ({
        params: { statementId },
        body: { organisationId, courseId, personId, languages, replaces: null },
      }),
      ...forOwnOrganisation,
    },
    revoke: { input: () => ({ params: { statementId }, body: { reason: 'Помилка' } }), ...forOwn },
    file: { input: () => ({ params: { statementId } }), ...forReaders },
  };
}
