/** Least privilege within the one table: what a room's function may do with which partition keys. */
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { arrows } from '../../functions/arrows.ts';
import type { Room } from '../../functions/contracts/endpoints.ts';
import { reacts, type Kind } from './entries.ts';
import { indexNames } from './table.ts';

const prefix = (name: string) => `$${name}#*`;
const session = '$identity#ses_*';
/** Read on every request, whatever the room; and organisations, by which every room judges what is whose. */
const asking = [session, '$identity#per_*', '$identity#org_*'];

/** Partition keys by what may be done with them. */
interface Reach {
  get: string[];
  query: string[];
  put: string[];
  change: string[];
}

function reachOf(room: Room, kind: Kind): Reach {
  const own = [prefix(room), ...(reacts(room) ? [prefix('jobs')] : [])];
  const others = arrows[room].map(prefix);
  // who reacts reads the record again; audit shows them
  const records = kind === 'events' || room === 'audit' ? [prefix('record')] : [];
  return {
    // no more of identity than that, unless an arrow leads there: not links, logins and lists
    get: unique([...own, ...others, ...records, ...asking]),
    query: [...own, ...others, ...records],
    put: [...own, prefix('record')],
    // rate limits are counted by every room that answers people
    change: kind === 'api' ? [...own, prefix('limits')] : own,
  };
}

const unique = (names: string[]) => [...new Set(names)];

/**
 * The statements for one function. All partition keys of a call must be among the named ones: one statement per action,
 * because a transaction or batch that mixes own items and records is judged as a whole.
 */
export function tableStatements(room: Room, kind: Kind, tableArn: string): PolicyStatement[] {
  const reach = reachOf(room, kind);
  const indexes = indexNames.map((name) => `${tableArn}/index/${name}`);
  return [
    statement(['GetItem', 'BatchGetItem'], [tableArn], reach.get),
    statement(['Query'], [tableArn, ...indexes], reach.query),
    statement(['PutItem'], [tableArn], reach.put),
    statement(['UpdateItem', 'DeleteItem', 'ConditionCheckItem'], [tableArn], reach.change),
    ...(kind === 'api' && room !== 'identity' ? [touchSession(tableArn)] : []),
  ];
}

/** Every room notes when a session was last used – and can change nothing else about it, least of all whose it is. */
function touchSession(tableArn: string): PolicyStatement {
  const touch = statement(['UpdateItem'], [tableArn], [session]);
  touch.addCondition('ForAllValues:StringEquals', { 'dynamodb:Attributes': ['pk', 'sk', 'hash', 'entity', 'seenAt'] });
  touch.addCondition('StringEqualsIfExists', { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] });
  return touch;
}

function statement(actions: string[], resources: string[], leadingKeys: string[]): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: actions.map((action) => `dynamodb:${action}`),
    resources,
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys },
      // a call that names no key at all satisfies “for all”: it must name one
      Null: { 'dynamodb:LeadingKeys': 'false' },
    },
  });
}
