import { describe, expect, it } from 'vitest';
import { allows, ruleOf, type Statement } from './evaluate.ts';

const allowing = (more: Partial<Statement>) =>
  ruleOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*', ...more });
const asks = (more: object = {}) => ({ action: 's3:GetObject', resource: 'arn:aws:s3:::a/b/c', ...more });

describe('a statement', () => {
  it('allows its actions on its resources and nothing else', () => {
    const rule = allowing({ Action: ['s3:Get*', 's3:PutObject'] });
    expect(rule.fits(asks())).toBe(true);
    expect(rule.fits(asks({ action: 's3:getobjecttagging' }))).toBe(true);
    expect(rule.fits(asks({ action: 's3:DeleteObject' }))).toBe(false);
    expect(rule.fits(asks({ resource: 'arn:aws:s3:::b/b' }))).toBe(false);
  });
  it('takes * and ? as patterns and every other character as itself', () => {
    const rule = allowing({ Resource: 'arn:aws:s3:::a.b/?/$x*' });
    expect(rule.fits(asks({ resource: 'arn:aws:s3:::a.b/1/$x/y' }))).toBe(true);
    expect(rule.fits(asks({ resource: 'arn:aws:s3:::a-b/1/$x' }))).toBe(false);
  });
  it('alone decides: what none allows is refused', () => {
    expect(allows([], asks())).toBe(false);
    expect(allows([allowing({ Action: 's3:PutObject' }), allowing({})], asks())).toBe(true);
  });
});

describe('a condition', () => {
  const holds = (Condition: NonNullable<Statement['Condition']>, context?: Record<string, string[]>) =>
    allowing({ Condition }).fits(asks({ context }));
  const keys = { 'dynamodb:LeadingKeys': ['$a#*', '$b#*'] };

  it('of all values holds for each of them – and for none, unless the key must be there', () => {
    const all = { 'ForAllValues:StringLike': keys };
    expect(holds(all, { 'dynamodb:LeadingKeys': ['$a#1', '$b#2'] })).toBe(true);
    expect(holds(all, { 'dynamodb:LeadingKeys': ['$a#1', '$c#2'] })).toBe(false);
    expect(holds(all)).toBe(true);
    expect(holds({ ...all, Null: { 'dynamodb:LeadingKeys': 'false' } })).toBe(false);
  });
  it('of any value holds for one of them, and not for none', () => {
    const any = { 'ForAnyValue:StringLike': keys };
    expect(holds(any, { 'dynamodb:LeadingKeys': ['$c#1', '$b#2'] })).toBe(true);
    expect(holds(any)).toBe(false);
  });
  it('of equality needs the key, and only “if exists” does without', () => {
    const wanted = { 'iam:PassedToService': 'mediaconvert.amazonaws.com' };
    expect(holds({ StringEquals: wanted }, { 'iam:PassedToService': ['mediaconvert.amazonaws.com'] })).toBe(true);
    expect(holds({ StringEquals: wanted }, { 'iam:PassedToService': ['lambda.amazonaws.com'] })).toBe(false);
    expect(holds({ StringEquals: wanted })).toBe(false);
    expect(holds({ StringEqualsIfExists: wanted })).toBe(true);
    expect(holds({ StringEqualsIfExists: wanted }, { 'iam:PassedToService': ['lambda.amazonaws.com'] })).toBe(false);
  });
  it('is met only together with all others, and its key knows no case', () => {
    const both = { ArnLike: { 'AWS:SourceArn': 'arn:aws:x:*' }, StringEquals: { 'aws:SourceAccount': '1' } };
    expect(holds(both, { 'aws:SourceArn': ['arn:aws:x:y'], 'aws:SourceAccount': ['1'] })).toBe(true);
    expect(holds(both, { 'aws:SourceArn': ['arn:aws:x:y'], 'aws:SourceAccount': ['2'] })).toBe(false);
  });
});

describe('what is not understood', () => {
  it.each<[string, Partial<Statement> & { NotAction?: string }]>([
    ['Deny', { Effect: 'Deny' }],
    ['NotAction', { NotAction: 's3:*' }],
    ['NumericLessThan', { Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }],
    ['${aws:userid}', { Condition: { StringLike: { 'dynamodb:LeadingKeys': '${aws:userid}' } } }],
  ])('is refused by name: %s', (name, more) => {
    expect(() => allowing(more)).toThrow(name);
  });
});
