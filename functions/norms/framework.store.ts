/** Items of the competence framework and the glossary: each a partition of some hundreds, read as a whole. */
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { boolean } from 'dynamodb-toolbox/schema/boolean';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { Competence, Term } from '#contracts/norms.ts';
import { localisedMap, table, type Write } from '../platform/table.ts';
import { codeKey } from './code.ts';

/** more than a framework or a glossary has */
const pagesMax = 20;

const competencesKey = '$norms#competences';

const CompetenceEntity = new Entity({
  name: 'competence',
  table,
  timestamps: false,
  schema: item({
    code: string().key(),
    id: string(),
    parentId: string().optional(),
    name: localisedMap(),
    description: localisedMap().optional(),
    retired: boolean(),
    revision: number(),
  }),
  computeKey: ({ code }) => ({ pk: competencesKey, sk: codeKey(code) }),
});

/** Counts changes of the framework: two that are harmless alone could make a circle together. */
const FrameworkEntity = new Entity({
  name: 'framework',
  table,
  timestamps: false,
  schema: item({ name: string().key(), revision: number() }),
  computeKey: ({ name }) => ({ pk: `$norms#${name}`, sk: 'framework' }),
});
const theFramework = { name: 'framework' };

const TermEntity = new Entity({
  name: 'term',
  table,
  timestamps: false,
  schema: item({
    code: string().key(),
    id: string(),
    word: localisedMap(),
    definition: localisedMap().optional(),
    area: string(),
  }),
  computeKey: ({ code }) => ({ pk: '$norms#terms', sk: codeKey(code) }),
});

/** All competences by code. */
export async function competences(consistent: boolean): Promise<Competence[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(CompetenceEntity)
    .query({ partition: competencesKey })
    .options({ consistent, maxPages: pagesMax })
    .send();
  return Items.map(({ parentId, description, ...rest }) => ({
    ...rest,
    parentId: parentId ?? null,
    description: description ?? null,
  }));
}

/** How often the framework has changed; to be read before what is judged by it. */
export async function frameworkRevision(): Promise<number> {
  const read = FrameworkEntity.build(GetItemCommand).key(theFramework).options({ consistent: true });
  return (await read.send()).Item?.revision ?? 0;
}

/** The write that goes with changes of the framework; fails its condition when somebody else changed it since. */
export const frameworkPut = (before: number): Write =>
  FrameworkEntity.build(PutTransaction)
    .item({ ...theFramework, revision: before + 1 })
    .options({ condition: before ? { attr: 'revision', eq: before } : { attr: 'revision', exists: false } });

/** The write of a competence; of a new one it fails its condition when the code is taken. */
export function competencePut({ parentId, description, ...rest }: Competence, before: Competence | undefined): Write {
  return CompetenceEntity.build(PutTransaction)
    .item({ ...rest, ...(parentId === null ? {} : { parentId }), ...(description ? { description } : {}) })
    .options({ condition: before ? { attr: 'revision', eq: before.revision } : { attr: 'id', exists: false } });
}

/** All terms by code. */
export async function terms(consistent: boolean): Promise<Term[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(TermEntity)
    .query({ partition: '$norms#terms' })
    .options({ consistent, maxPages: pagesMax })
    .send();
  return Items.map(({ definition, ...rest }) => ({ ...rest, definition: definition ?? null }));
}

export const termPut = ({ definition, ...rest }: Term): Write =>
  TermEntity.build(PutTransaction).item({ ...rest, ...(definition ? { definition } : {}) });
