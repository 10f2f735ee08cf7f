/** Files that take longest begin first, so that no core waits for one of them in the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By what they do, not by how long they are: vitest goes by size where it has measured nothing yet. */
const long = [
  'storage/kill',
  'storage/operator',
  'api/permissions.test',
  'journeys/first-light',
  'journeys/accessibility',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.includes(`/${name}`));
  return place === -1 ? long.length : place;
};

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
