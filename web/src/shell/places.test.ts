import { describe, expect, test } from 'vitest';
import { ariaCurrent, arrange, grouped, places, placesFor } from './places.ts';

const names = (seen: { route: string }[]) => seen.map((place) => place.route);

describe('the menu', () => {
  test('shows a learner what is everybody’s, an administrator more', () => {
    const learner = names(placesFor(() => false));
    expect(learner).toEqual(expect.arrayContaining(['home', 'courses']));
    expect(learner).not.toContain('people');
    expect(names(placesFor((action) => action === 'seePeople'))).toEqual(
      expect.arrayContaining(['home', 'courses', 'people', 'organisations']),
    );
  });

  test('puts the rest behind “More” only where not all fit', () => {
    const four = places.slice(0, 4);
    expect(arrange(four, 4).more).toEqual([]);
    const { bar, more } = arrange(four, 3);
    expect([names(bar), names(more)]).toEqual([names(four.slice(0, 2)), names(four.slice(2))]);
  });

  test('lists groups in order, without empty ones', () => {
    expect(grouped(places.filter(({ group }) => group !== 'own')).map((each) => each.group)).toEqual([
      'learning',
      'administration',
    ]);
  });

  test('marks the page itself and those that lie below it', () => {
    const people = places.find((place) => place.route === 'people')!;
    expect(ariaCurrent(people, 'people')).toBe('page');
    expect(ariaCurrent(people, 'person')).toBe('true');
    expect(ariaCurrent(people, 'home')).toBeUndefined();
    expect(ariaCurrent(people, undefined)).toBeUndefined();
  });
});
