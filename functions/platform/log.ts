/**
 * Structured log lines of allow-listed fields only: no bodies, names, tokens or addresses can slip in,
 * because a field that is not listed here does not compile.
 */
export interface LogFields {
  message: string;
  requestId?: string;
  operation?: string;
  status?: number;
  code?: string;
  milliseconds?: number;
  personId?: string;
  courseId?: string;
  lectureId?: string;
  jobId?: string;
  recordId?: string;
  /** of a queue's message, where the record in it is not known */
  messageId?: string;
  recordType?: string;
  field?: string;
  error?: string;
  stack?: string;
}

/** Writes one line to the function's log. */
export function log(level: 'info' | 'warn' | 'error', fields: LogFields): void {
  console.log(JSON.stringify({ level, room: process.env['ROOM'], ...fields }));
}

/** An unknown error as log fields: its name and stack frames, never its data. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'stack'> {
  if (!(error instanceof Error)) return { error: 'not an Error' };
  const frames = (error.stack ?? '').split('\n').filter((frame) => frame.startsWith('    at '));
  return { error: error.name, stack: frames.slice(0, 8).join('\n') };
}
