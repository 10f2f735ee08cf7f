/// <reference lib="dom" />
/** Pages of people and their import, for everybody. */
import { accessiblePlaces } from './accessible.ts';
import { createOffice, peoplePlaces } from './office-places.ts';

accessiblePlaces(peoplePlaces, createOffice);
