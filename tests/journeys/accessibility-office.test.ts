/// <reference lib="dom" />
/** Pages of administration and audit, and what everybody sees about themselves, for everybody. */
import { accessiblePlaces } from './accessible.ts';
import { createOffice, officePlaces } from './office-places.ts';

accessiblePlaces(officePlaces, createOffice);
