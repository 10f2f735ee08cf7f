/** Films of a draft as they were kept – before a release no version knows them – and other files of them: those that came to take the place of one, those that were shown before. */
import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { DeleteItemCommand } from 'dynamodb-toolbox/entity/actions/delete';
import type { Condition } from 'dynamodb-toolbox/entity/actions/parseCondition';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { filmAdditions, type FilmAddition } from '#contracts/film-additions.ts';
import { languages, type Language } from '#contracts/common.ts';
import { localisedMap, table, transact, type Write, unlessRefused } from '../platform/table.ts';

/** A film with all that was written for it. */
const filmAttributes = () => ({
  courseId: string().key(),
  id: string().key(),
  language: string().enum(...languages),
  title: localisedMap(),
  durationSeconds: number(),
  /** hash of the film as it came */
  source: string(),
  /** language → hash of the WebVTT */
  captions: localisedMap(),
  /** hashes of what was added to it */
  chapters: string().optional(),
  hints: string().optional(),
  questions: string().optional(),
  slides: string().optional(),
  rules: string().optional(),
});

const FilmEntity = new Entity({
  name: 'draftFilm',
  table,
  timestamps: false,
  schema: item(filmAttributes()),
  computeKey: ({ courseId, id }) => ({ pk: `$authoring#${courseId}`, sk: `f#${id}` }),
});
export type StoredFilm = FormattedItem<typeof FilmEntity>;

export async function putFilm(film: StoredFilm): Promise<void> {
  await FilmEntity.build(PutItemCommand).item(film).send();
}

type FilmCondition = Condition<typeof FilmEntity>;
type NewFilm = Omit<StoredFilm, 'courseId'>;

function hasText(attr: FilmAddition | `captions.${Language}`, hash: string | undefined): FilmCondition {
  return (hash === undefined ? { attr, exists: false } : { attr, eq: hash }) as FilmCondition;
}

/** It is still what was read. A film of a version has no item of its own yet. */
function isUnchanged(before: NewFilm): FilmCondition {
  const same = languages.map((language) => hasText(`captions.${language}`, before.captions[language]));
  same.push(...filmAdditions.map((kind) => hasText(kind, before[kind])));
  return { or: [{ attr: 'id', exists: false }, { and: [{ attr: 'source', eq: before.source }, ...same] }] };
}

/** Puts a film in the place of what it was made from; false where that has changed meanwhile. */
export async function putFilmOver(courseId: string, before: NewFilm, film: NewFilm) {
  return unlessRefused(
    FilmEntity.build(PutItemCommand)
      .item({ courseId, ...film })
      .options({ condition: isUnchanged(before) })
      .send(),
  );
}

/** The same as a write of a transaction. */
const filmOverPut = (courseId: string, before: NewFilm, film: NewFilm): Write =>
  FilmEntity.build(PutTransaction)
    .item({ courseId, ...film })
    .options({ condition: isUnchanged(before) });

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

const FileEntity = new Entity({
  name: 'draftFilmFile',
  table,
  timestamps: false,
  schema: item({
    ...filmAttributes(),
    source: string().key(),
    state: string().enum('brought', 'former'),
    at: string(),
    by: string(),
    fileName: string().optional(),
    /** id under which it was sent */
    sentAs: string().optional(),
  }),
  computeKey: ({ courseId, id, source }) => ({ pk: `$authoring#${courseId}`, sk: `ff#${id}#${source}` }),
});
export type StoredFile = FormattedItem<typeof FileEntity>;

/** Of one film, or of all of a course; what came last first. */
export async function filesIn(courseId: string, lectureId?: string): Promise<StoredFile[]> {
  const { Items = [] } = await table
    .build(QueryCommand)
    .entities(FileEntity)
    .query({ partition: `$authoring#${courseId}`, range: { beginsWith: lectureId ? `ff#${lectureId}#` : 'ff#' } })
    .options({ consistent: true, maxPages: 10 })
    .send();
  return Items.toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

export async function putFile(file: StoredFile): Promise<void> {
  await FileEntity.build(PutItemCommand).item(file).send();
}

export async function forgetFile({ courseId, id, source }: Pick<StoredFile, 'courseId' | 'id' | 'source'>) {
  await FileEntity.build(DeleteItemCommand).key({ courseId, id, source }).send();
}

interface Exchange {
  courseId: string;
  /** as it is in the draft */
  before: NewFilm;
  after: NewFilm;
  former: Pick<StoredFile, 'at' | 'by'>;
  /** those that are too old to be kept at hand */
  forgotten: readonly StoredFile[];
}

/** A film in another file, and the one it had at hand; false where it was changed meanwhile. */
export async function exchange({ courseId, before, after, former, forgotten }: Exchange): Promise<boolean> {
  const kept: StoredFile = { courseId, ...before, state: 'former', ...former };
  const gone = [...forgotten.map(({ source }) => source), after.source].map((source): Write =>
    FileEntity.build(DeleteTransaction).key({ courseId, id: before.id, source }),
  );
  return unlessRefused(
    transact(filmOverPut(courseId, before, after), FileEntity.build(PutTransaction).item(kept), ...gone),
  );
}
