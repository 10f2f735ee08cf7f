/** Who comes to which run: learners it is for, and those who hold tests where it is held or sat. */
import { AppError } from '#contracts/errors.ts';
import { cardsById, enrolledCourse, isFor } from '../courses/courses.reads.ts';
import { homeOf, organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { learnerPath, mayChangeRun, reachIn, type Paths, type RunHead } from './run.ts';
import * as store from './runs.store.ts';

type Person = Context['person'];

/** Paths of everything by which a person’s part in a run is judged. */
export const pathsOf = (person: Person, run: RunHead): Promise<Paths> =>
  organisationsById([
    ...new Set([run.organisationId, ...run.audience, ...person.memberships.map((each) => each.organisationId)]),
  ]);

/** The way to where somebody learns for whom the run is; `notFound` where it is not for them. */
export async function pathOfLearner(person: Person, run: RunHead): Promise<string[]> {
  if (run.place) {
    await enrolledCourse(person, run.place.courseId);
    return [...(await homeOf(person.memberships)).path];
  }
  const paths = await organisationsById(person.memberships.map((each) => each.organisationId));
  const path = learnerPath(person.memberships, run, paths);
  if (!path) throw new AppError('notFound');
  return path;
}

export interface HeldRun {
  run: RunHead;
  paths: Paths;
  /** organisations whose people the asker answers for in it */
  reach: string[];
  mayChange: boolean;
}

/** A run as somebody who holds tests comes to it; `notFound` where it is nothing to them. */
export async function heldRun(person: Person, runId: string): Promise<HeldRun> {
  const run = await store.run(runId);
  if (!run) throw new AppError('notFound');
  const paths = await pathsOf(person, run);
  const held = {
    run,
    paths,
    reach: reachIn(person.memberships, run, paths),
    mayChange: mayChangeRun(person.memberships, run, paths),
  };
  if (!(await isInSight(person, held))) throw new AppError('notFound');
  return held;
}

/** A test of a course is seen by who sees the course. */
async function isInSight(person: Person, { run, reach, mayChange }: HeldRun): Promise<boolean> {
  if (mayChange) return true;
  if (!run.place || !reach.length) return reach.length > 0;
  const card = (await cardsById([run.place.courseId])).get(run.place.courseId);
  return card !== undefined && isFor(person, card);
}
