/** Who writes a course: its team, and the courses of a person. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { courseTeamRoles } from '#contracts/permissions.ts';
import { getMany, inverseKeys, table, type Write } from '../platform/table.ts';

const MemberEntity = new Entity({
  name: 'courseTeam',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    personId: string().key(),
    role: string().enum(...courseTeamRoles),
    since: string(),
    ...inverseKeys(),
  }),
  computeKey: ({ courseId, personId }) => ({ pk: `$authoring#${courseId}`, sk: `t#${personId}` }),
});
export type StoredMember = FormattedItem<typeof MemberEntity>;

export async function member(courseId: string, personId: string): Promise<StoredMember | undefined> {
  const { Item } = await MemberEntity.build(GetItemCommand)
    .key({ courseId, personId })
    .options({ consistent: true })
    .send();
  return Item;
}

export async function teamOf(courseId: string): Promise<StoredMember[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(MemberEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 't#' } })
    .options({ consistent: true })
    .send();
  return Items ?? [];
}

/** more than anybody writes at */
const coursesMax = 1000;

/** The courses in whose team a person is, in no order that matters. */
export async function coursesOf(personId: string): Promise<StoredMember[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(MemberEntity)
    .query({ index: 'gsi2', partition: `$authoring#author_${personId}` })
    .options({ limit: coursesMax, reverse: true })
    .send();
  return Items ?? [];
}

/** The places of a person in the teams of these courses; where they have none, absent. */
export const memberOf = (personId: string, courseIds: readonly string[]): Promise<StoredMember[]> =>
  getMany(
    MemberEntity,
    [...new Set(courseIds)].map((courseId) => ({ courseId, personId })),
  );

export const memberPut = (entry: StoredMember): Write =>
  MemberEntity.build(PutTransaction).item({
    ...entry,
    gsi2pk: `$authoring#author_${entry.personId}`,
    gsi2sk: entry.courseId,
  });

export const memberDelete = ({ courseId, personId }: Pick<StoredMember, 'courseId' | 'personId'>): Write =>
  MemberEntity.build(DeleteTransaction).key({ courseId, personId });
