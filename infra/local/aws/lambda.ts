/** Lambda's calls: invoking a function, and reading what it was configured with. */
import type { LambdaFunction } from '../lambda.ts';
import { arnOf, Refusal, type AwsAnswer, type AwsCalls, type AwsRequest, type Input } from './call.ts';

export function lambdaCalls(functions: readonly LambdaFunction[]): AwsCalls {
  const resource = (_input: Input, { parameters }: AwsRequest) => arnOf('lambda', `function:${nameOf(parameters)}`);
  const found = ({ parameters }: AwsRequest): LambdaFunction => {
    const fn = functions.find((one) => one.name === nameOf(parameters));
    if (!fn) throw new Refusal('ResourceNotFoundException', `Function not found: ${nameOf(parameters)}`, 404);
    return fn;
  };
  return {
    'POST /2015-03-31/functions/{name}/invocations': {
      action: 'lambda:InvokeFunction',
      resource,
      run: (input, request) => invoke(found(request), input, request),
    },
    'GET /2015-03-31/functions/{name}/configuration': {
      action: 'lambda:GetFunctionConfiguration',
      resource,
      run(_input, request) {
        const { name, arn, environment } = found(request);
        return { body: { FunctionName: name, FunctionArn: arn, Environment: { Variables: environment } } };
      },
    },
  };
}

/** A name or an ARN. */
const nameOf = ({ name = '' }: Record<string, string>): string => name.split(':').at(-1) ?? '';

async function invoke(fn: LambdaFunction, input: Input, { headers }: AwsRequest): Promise<AwsAnswer> {
  const type = String(headers['x-amz-invocation-type'] ?? 'RequestResponse');
  if (type === 'DryRun') return { status: 204, body: '' };
  const work = fn.invoke(input);
  if (type === 'Event') return { status: 202, body: '' };
  const { payload, error } = await work;
  // an error of the function is an answer of the service
  if (error) return { headers: { 'x-amz-function-error': 'Unhandled' }, body: JSON.stringify(error) };
  return { body: payload };
}
