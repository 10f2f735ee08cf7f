/** What other rooms may ask lectures. */
import * as store from './lectures.store.ts';

/** A lecture in one version, or undefined while it is not known here yet. */
export const lectureVersion = store.lectureVersion;

/** The course a lecture belongs to, or undefined. */
export const courseOf = store.courseOf;
