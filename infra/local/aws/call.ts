/** What a stand-in of an AWS API offers: its calls, each with the permission it needs. */
import { account, region } from '../template.ts';

export type Input = Record<string, unknown>;

export interface AwsRequest {
  method: string;
  /** without the query */
  path: string;
  /** the parts of the path that the call's pattern names */
  parameters: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  /** the access key that signed, e.g. `progressapi` */
  caller: string;
}
export interface AwsAnswer {
  status?: number;
  /** the service's name of an error; the status is 400 unless said */
  error?: string;
  headers?: Record<string, string>;
  /** an object is sent as JSON */
  body: object | string | Buffer;
}
/** An action on a resource, with what IAM's conditions may ask about: what a call needs to be allowed. */
export interface Access {
  action: string;
  resource: string;
  context?: Record<string, string[]>;
}
export interface AwsCall {
  /** e.g. `sqs:SendMessage`; absent where the service asks for no permission (an access token in the input says who) */
  action?: string;
  /** the ARN on which the caller needs the action */
  resource(input: Input, request: AwsRequest): string;
  context?(input: Input, request: AwsRequest): Record<string, string[]>;
  /** further permissions the call needs, e.g. `iam:PassRole` */
  also?(input: Input, request: AwsRequest): Access[];
  /** `input` is the JSON body, empty where there is none. Throws `Refusal` for an error of the service. */
  run(input: Input, request: AwsRequest): AwsAnswer | Promise<AwsAnswer>;
}
/**
 * Calls by what chooses them: the header `X-Amz-Target` (`AmazonSQS.SendMessage`), or method and path
 * (`POST /2015-03-31/functions/{name}/invocations`).
 */
export type AwsCalls = Record<string, AwsCall>;

/** An error of the service itself, by its name there. */
export class Refusal extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** An ARN of this account and region; `rest` is what follows them. */
export const arnOf = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

/** The access key in a signature's header. */
export const callerOf = (authorization: string | undefined): string =>
  /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1] ?? '';
