/** All endpoints of the room progress, in the order in which their addresses are tried. */
import { insight } from '../insight.ts';
import { notes } from '../notes.ts';
import { progress } from '../progress.ts';
import { stuck } from '../stuck.ts';
import { unitLearning } from '../unit-learning.ts';

export const progressEndpoints = { ...progress, ...notes, ...insight, ...stuck, ...unitLearning };
