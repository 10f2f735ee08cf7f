/** All texts of the version somebody learns: their device searches and prints them. */
import type { courses as contract } from '#contracts/courses.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { courseForLearner } from './courses.reads.ts';
import { attachedTo, lessonsOf } from './manifest.ts';
import { fitting, placesFrom } from './texts.ts';

export async function texts(ctx: Context, { params, query }: Input<typeof contract.texts>) {
  const { manifest } = await courseForLearner(ctx.person, params.courseId);
  const places = placesFrom(manifest, Number(query.from ?? 1), query.language);
  const found = await Promise.all(places.map(({ hash }) => contentText(hash)));
  const items = places.slice(0, fitting(found)).map(({ lesson: { id: lessonId, number }, language }, index) => {
    const text = found[index]!;
    return { lessonId, number, language, text, ...attachedTo(text, manifest) };
  });
  const following = (items.at(-1)?.number ?? 0) + 1;
  return {
    version: manifest.version,
    items,
    next: following <= lessonsOf(manifest).length && items.length ? following : null,
  };
}
