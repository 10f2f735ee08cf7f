/** Statements of the demo: whoever of the academy has completed the course holds one, in three languages. */
import { statements } from '#contracts/statements.ts';
import { Client } from './client.ts';
import { demoCourseId as courseId, demoId } from './demo.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

export async function seedStatements(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const instructor = await new Client(stack.origin).signIn('instructor@kurs.example', demoPassword);
  const organisationId = demoId('organisation', 'naddniprianska');
  const jobId = demoId('job', 'statements');
  await instructor.call(statements.issueMany, {
    body: { jobId, organisationId, courseId, languages: ['uk', 'kk', 'en'], people: null },
  });
  say('statements for who has completed a course');
}
