/** Films that came into a draft with an import, as they were kept: before a release no version knows them. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { languages } from '#contracts/common.ts';
import { localisedMap, table } from '../platform/table.ts';

const FilmEntity = new Entity({
  name: 'draftFilm',
  table,
  timestamps: false,
  schema: item({
    courseId: string().key(),
    id: string().key(),
    language: string().enum(...languages),
    title: localisedMap(),
    durationSeconds: number(),
    /** hash of the film as it came */
    source: string(),
    /** language → hash of the WebVTT */
    captions: localisedMap(),
  }),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `f#${id}` }),
});
export type StoredFilm = FormattedItem<typeof FilmEntity>;

export async function putFilm(film: StoredFilm): Promise<void> {
  await FilmEntity.build(PutItemCommand).item(film).send();
}

/** All films that imports brought into a course. */
export async function filmsIn(courseId: string): Promise<Omit<StoredFilm, 'courseId'>[]> {
  const { Items } = await table
    .build(QueryCommand)
    .entities(FilmEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: 'f#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return (Items ?? []).map(({ courseId: _, ...film }) => film);
}
