import { describe, expect, it } from 'vitest';
import { neededFor, partitionsOf } from './dynamodb-calls.ts';

const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
const properties = {
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
  GlobalSecondaryIndexes: [{ IndexName: 'gsi1', KeySchema: [key('gsi1pk', 'HASH'), key('gsi1sk', 'RANGE')] }],
};
const partitions = partitionsOf([{ physicalId: 'things', properties } as never]);
const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/things';
const TableName = 'things';

const needed = (verb: string, input: object) =>
  neededFor(`DynamoDB_20120810.${verb}`, JSON.stringify(input), partitions);
const at = (pk: string, sk = 'x') => ({ pk: { S: pk }, sk: { S: sk } });
const leading = (...keys: string[]) => ({ 'dynamodb:LeadingKeys': keys });

describe('a call on one item', () => {
  it('needs its action on the table for the item’s partition key', () => {
    expect(needed('GetItem', { TableName, Key: at('$a#1') })).toEqual([
      {
        action: 'dynamodb:GetItem',
        resource: table,
        context: {
          ...leading('$a#1'),
          'dynamodb:Attributes': ['pk', 'sk'],
          'dynamodb:Select': ['ALL_ATTRIBUTES'],
        },
      },
    ]);
    expect(needed('DeleteItem', { TableName, Key: at('$a#1') })).toMatchObject([{ action: 'dynamodb:DeleteItem' }]);
  });
  it('names every attribute that a put writes or compares', () => {
    const [put] = needed('PutItem', {
      TableName,
      Item: { ...at('$a#1'), title: { S: 'x' } },
      ConditionExpression: 'attribute_not_exists(#r) AND size(tags) < :n',
      ExpressionAttributeNames: { '#r': 'revision' },
    });
    expect(put?.context?.['dynamodb:Attributes']).toEqual(['pk', 'sk', 'title', 'revision', 'tags']);
  });
  it('names the first part of every path that an update sets, removes or compares, and what it answers', () => {
    const [update] = needed('UpdateItem', {
      TableName,
      Key: at('$a#1'),
      UpdateExpression: 'SET #a.#b[0].c = if_not_exists(#d, :zero) + :one, list[2] = :x REMOVE old ADD total :one',
      ConditionExpression: '#e IN (:x, :y) and not begins_with(name1, :x) or #a.z between :x and :y',
      ExpressionAttributeNames: { '#a': 'map', '#b': 'inner', '#d': 'count', '#e': 'state' },
      ReturnValues: 'ALL_NEW',
    });
    expect(update?.context).toEqual({
      ...leading('$a#1'),
      'dynamodb:Attributes': ['pk', 'sk', 'state', 'name1', 'map', 'count', 'list', 'old', 'total'],
      'dynamodb:ReturnValues': ['ALL_NEW'],
    });
  });
  it('says that it asks for single attributes where it does', () => {
    const [get] = needed('GetItem', { TableName, Key: at('$a#1'), ProjectionExpression: 'title, summary.uk' });
    expect(get?.context).toMatchObject({
      'dynamodb:Attributes': ['pk', 'sk', 'title', 'summary'],
      'dynamodb:Select': ['SPECIFIC_ATTRIBUTES'],
    });
  });
});

describe('a query', () => {
  const values = { ':p': { S: '$a#1' }, ':s': { S: 'x' } };

  it.each([
    ['pk = :p', {}],
    ['#k = :p AND begins_with(sk, :s)', { '#k': 'pk' }],
    ['begins_with(sk, :s) and :p=#k', { '#k': 'pk' }],
  ])('names the partition it asks for: %s', (KeyConditionExpression, ExpressionAttributeNames) => {
    const input = { TableName, KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues: values };
    expect(needed('Query', input)).toMatchObject([
      { action: 'dynamodb:Query', resource: table, context: leading('$a#1') },
    ]);
  });
  it('of an index is judged by the index and its partition key', () => {
    const input = {
      TableName,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :p',
      FilterExpression: 'pk = :s',
      ExpressionAttributeValues: values,
    };
    const [query] = needed('Query', input);
    expect(query).toMatchObject({ resource: `${table}/index/gsi1`, context: leading('$a#1') });
    expect(query?.context?.['dynamodb:Select']).toEqual(['ALL_PROJECTED_ATTRIBUTES']);
  });
  it('that asks the table by an index’s key names no partition', () => {
    const input = { TableName, KeyConditionExpression: 'gsi1pk = :p', ExpressionAttributeValues: values };
    expect(needed('Query', input)[0]?.context).not.toHaveProperty('dynamodb:LeadingKeys');
  });
  it('is no scan, which names no partition at all', () => {
    const [scan] = needed('Scan', { TableName, IndexName: 'gsi1' });
    expect(scan).toMatchObject({ action: 'dynamodb:Scan', resource: `${table}/index/gsi1` });
    expect(scan?.context).not.toHaveProperty('dynamodb:LeadingKeys');
  });
});

describe('many items at once', () => {
  it('read by key are judged together, table by table', () => {
    const RequestItems = { things: { Keys: [at('$a#1'), at('$b#2')] }, others: { Keys: [at('$c#3')] } };
    expect(needed('BatchGetItem', { RequestItems })).toMatchObject([
      { action: 'dynamodb:BatchGetItem', resource: table, context: leading('$a#1', '$b#2') },
      { action: 'dynamodb:BatchGetItem', resource: table.replace('things', 'others') },
    ]);
  });
  it('written without a transaction need the batch’s own action', () => {
    const RequestItems = { things: [{ PutRequest: { Item: at('$a#1') } }, { DeleteRequest: { Key: at('$b#2') } }] };
    expect(needed('BatchWriteItem', { RequestItems })).toMatchObject([
      { action: 'dynamodb:BatchWriteItem', context: leading('$a#1', '$b#2') },
    ]);
  });
  it('in a transaction need the action of each part, for all keys of that action', () => {
    const TransactItems = [
      { Put: { TableName, Item: at('$a#1') } },
      { Put: { TableName, Item: at('$record#1') } },
      { Update: { TableName, Key: at('$a#2'), UpdateExpression: 'set done = :d' } },
      { Delete: { TableName, Key: at('$a#3') } },
      { ConditionCheck: { TableName, Key: at('$b#4'), ConditionExpression: 'attribute_exists(pk)' } },
    ];
    const within = { 'dynamodb:EnclosingOperation': ['TransactWriteItems'] };
    expect(needed('TransactWriteItems', { TransactItems })).toMatchObject([
      { action: 'dynamodb:PutItem', context: { ...leading('$a#1', '$record#1'), ...within } },
      { action: 'dynamodb:UpdateItem', context: { ...leading('$a#2'), 'dynamodb:Attributes': ['pk', 'sk', 'done'] } },
      { action: 'dynamodb:DeleteItem', context: leading('$a#3') },
      { action: 'dynamodb:ConditionCheckItem', context: leading('$b#4') },
    ]);
    expect(needed('TransactGetItems', { TransactItems: [{ Get: { TableName, Key: at('$a#1') } }] })).toMatchObject([
      { action: 'dynamodb:GetItem', context: leading('$a#1') },
    ]);
  });
});

describe('a call on no item', () => {
  it('needs its action on the table, the stream or everything', () => {
    expect(needed('DescribeTable', { TableName })).toEqual([
      { action: 'dynamodb:DescribeTable', resource: table, context: {} },
    ]);
    expect(needed('DescribeStream', { StreamArn: `${table}/stream/1` })).toMatchObject([
      { resource: `${table}/stream/1` },
    ]);
    expect(needed('ExecuteStatement', { Statement: 'select * from things' })).toMatchObject([{ resource: '*' }]);
  });
  it('nor in the old way of asking, which is not understood', () => {
    expect(() => needed('GetItem', { TableName, Key: at('$a#1'), AttributesToGet: ['a'] })).toThrow('AttributesToGet');
  });
});
