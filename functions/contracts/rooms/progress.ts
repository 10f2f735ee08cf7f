/** All endpoints of the room progress, in the order in which their addresses are tried. */
import { insight } from '../insight.ts';
import { notes } from '../notes.ts';
import { progress } from '../progress.ts';

export const progressEndpoints = { ...progress, ...notes, ...insight };
