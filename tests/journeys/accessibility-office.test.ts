/// <reference lib="dom" />
/** Pages of organisations, records, jobs and operation, for everybody. */
import { accessiblePlaces } from './accessible.ts';
import { createOffice, officePlaces } from './office-places.ts';

accessiblePlaces(officePlaces, createOffice);
