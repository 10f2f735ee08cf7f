/** What the template says of pipe, rules, queues and who is fed by them, as far as it is run. */
export interface PipeProperties {
  Source: string;
  Target: string;
  SourceParameters?: { FilterCriteria?: { Filters: { Pattern: string }[] } };
  TargetParameters?: { EventBridgeEventBusParameters?: { Source?: string; DetailType?: string } };
}
export interface RuleProperties {
  EventBusName?: string;
  EventPattern?: unknown;
  ScheduleExpression?: string;
  State?: string;
  Targets: { Arn: string }[];
}
export interface QueueProperties {
  VisibilityTimeout?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
}
export interface MappingProperties {
  EventSourceArn: string;
  FunctionName: string;
  BatchSize?: number;
  FunctionResponseTypes?: string[];
}
