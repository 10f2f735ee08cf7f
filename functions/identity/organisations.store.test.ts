import { beforeAll, describe, expect, it } from 'vitest';
import { whileThere } from './organisations.store.ts';

interface Check {
  ConditionCheck: {
    ConditionExpression: string;
    ExpressionAttributeNames: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  };
}

describe('the check of a place', () => {
  beforeAll(() => {
    process.env['TABLE_NAME'] ??= 'kurs';
  });
  const asked = (...place: Parameters<typeof whileThere>) => {
    const { ConditionCheck: check } = (whileThere(...place) as unknown as { params(): Check }).params();
    return {
      expression: check.ConditionExpression.replaceAll(/#\w+/g, (name) => check.ExpressionAttributeNames[name]!),
      values: Object.values(check.ExpressionAttributeValues ?? {}),
    };
  };

  it('holds where the unit was moved since it was read, not only where it was closed', () => {
    const { expression, values } = asked({ id: 'org_unit', parentId: 'org_academy' }, true);
    expect(expression).toMatch(/parentId = :\w+.* AND .*attribute_not_exists\(closedAt\)/);
    expect(values).toEqual(['org_academy']);
  });

  it('asks where somebody only stands in lists for the place alone', () => {
    expect(asked({ id: 'org_unit', parentId: 'org_academy' }, false).expression).not.toContain('closedAt');
    expect(asked({ id: 'org_national', parentId: null }, false).expression).toBe('attribute_not_exists(parentId)');
  });
});
