import { describe, expect, it } from 'vitest';
import { concerns, isChange, namedIn, type Fact } from './fact.ts';

const fact = (given: Partial<Fact>): Fact => ({
  id: '01',
  type: 'identity.rolesChanged',
  at: '2026-11-22T10:00:00.000Z',
  subjectId: 'per_1',
  actorId: 'per_2',
  ...given,
});

describe('whom a fact concerns', () => {
  it('are the organisations it names, wherever it names them', () => {
    expect(concerns(fact({ objectId: 'org_A' })).organisations).toEqual(['org_A']);
    const moved = fact({ type: 'identity.personMoved', objectId: 'org_B', data: { from: 'org_A', to: 'org_B' } });
    expect(concerns(moved)).toMatchObject({ organisations: ['org_B', 'org_A'], people: [] });
    expect(concerns(fact({ data: { org_A: 'learner', org_B: 'instructor' } })).organisations).toEqual([
      'org_A',
      'org_B',
    ]);
  });

  it('are else the people, and else the course', () => {
    const merged = fact({ type: 'identity.peopleMerged', objectId: 'per_3' });
    expect(concerns(merged).people).toEqual(['per_1', 'per_3']);
    expect(concerns(fact({ subjectId: 'crs_1', data: { version: 3 } })).courses).toEqual(['crs_1']);
    expect(concerns(fact({ subjectId: 'per_1', objectId: 'crs_1' }))).toMatchObject({ people: ['per_1'], courses: [] });
  });

  it('is never who did it', () => {
    expect(namedIn(fact({ actorId: 'per_9' }), 'person')).toEqual(['per_1']);
  });
});

describe('an administrator’s change', () => {
  it('is what is done to others, and what gives power', () => {
    expect(isChange(fact({}))).toBe(true);
    expect(isChange(fact({ actorId: 'per_1' }))).toBe(true);
    expect(isChange(fact({ type: 'identity.profileChanged', actorId: 'per_2' }))).toBe(true);
    expect(isChange(fact({ type: 'courses.released', subjectId: 'crs_1' }))).toBe(true);
    expect(isChange(fact({ type: 'authoring.teamChanged', objectId: 'crs_1' }))).toBe(true);
  });

  it('is no letter: those of an import would bury the changes', () => {
    expect(isChange(fact({ type: 'identity.invited' }))).toBe(false);
  });

  it('is not what people do for themselves, or learn', () => {
    expect(isChange(fact({ type: 'identity.profileChanged', actorId: 'per_1' }))).toBe(false);
    expect(isChange(fact({ type: 'progress.courseCompleted' }))).toBe(false);
    expect(isChange(fact({ type: 'authoring.drafted', subjectId: 'crs_1' }))).toBe(false);
  });
});
