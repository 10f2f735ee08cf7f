/** What an author adds to a film beside its captions: each kind is one JSON, kept as content under its hash. Pure. */
import { Sha256, localised } from './common.ts';
import { z } from './z.ts';

/** chapters · hints at a second · questions at a second · slides · what learners may do with it */
export const filmAdditions = ['chapters', 'hints', 'questions', 'slides', 'rules'] as const;
export type FilmAddition = (typeof filmAdditions)[number];

/** Kind → hash, as a draft, a version and an archive name them. */
export type Additions = { [kind in FilmAddition]?: string | undefined };

/** The same where it comes from outside. */
export const additionHashes = {
  chapters: z.optional(Sha256),
  hints: z.optional(Sha256),
  questions: z.optional(Sha256),
  slides: z.optional(Sha256),
  rules: z.optional(Sha256),
} satisfies Record<FilmAddition, unknown>;

/** Those a film has, in one order. */
export const additionsOf = (film: Additions): Additions =>
  Object.fromEntries(filmAdditions.flatMap((kind) => (film[kind] ? [[kind, film[kind]]] : [])));

/** Their hashes. */
export const additionContents = (film: Additions): string[] => filmAdditions.flatMap((kind) => film[kind] ?? []);

/** The film with this kind under a hash, or without it. */
export function withAddition<F extends Additions>(film: F, kind: FilmAddition, hash: string | undefined): F {
  const { [kind]: _, ...rest } = film;
  return (hash === undefined ? rest : { ...rest, [kind]: hash }) as F;
}

/** One thing of an addition as somebody reads it who compares. */
export const AdditionLine = z.object({
  /** null: it holds for the whole film */
  atMs: z.nullable(z.int()),
  texts: z.array(localised(1000)),
  /** what is set, as `required` or `noSkipping` */
  marks: z.array(z.string()),
  /** of a question: its version, and from where it is listened to again */
  version: z.nullable(z.int()),
  againFromMs: z.nullable(z.int()),
  /** of a slide: the hash of its picture */
  picture: z.nullable(Sha256),
});
export type AdditionLine = z.infer<typeof AdditionLine>;
