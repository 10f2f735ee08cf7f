/** Facts about who comes to a cohort and leaves it: ids only. Pure. */
import { lastPeriod, type MemberItem } from './member.ts';

interface Fact {
  kind: 'fact';
  type: string;
  subjectId: string;
  actorId: string;
  objectId: string;
  data: Record<string, string>;
}

export const joinedFact = (member: MemberItem, actorId: string): Fact => {
  const { way, fromId } = lastPeriod(member);
  return {
    kind: 'fact',
    type: 'cohorts.memberJoined',
    subjectId: member.personId,
    actorId,
    objectId: member.cohortId,
    data: { way, ...(fromId === undefined ? {} : { from: fromId }) },
  };
};

export const leftFact = (member: MemberItem, actorId: string): Fact => {
  const { toId } = lastPeriod(member);
  return {
    kind: 'fact',
    type: 'cohorts.memberLeft',
    subjectId: member.personId,
    actorId,
    objectId: member.cohortId,
    data: toId === undefined ? {} : { to: toId },
  };
};
