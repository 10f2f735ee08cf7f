/** Reactions of discussions. Safe to run again. */
import { react } from '../platform/events.ts';
import { followPost, forgetPlaces, unitePeople } from './people.ops.ts';

export const handler = react({
  async record(event) {
    if (event.type === 'discussion.posted') return followPost(event.subjectId);
    if (event.type === 'identity.peopleMerged') return unitePeople(event);
    if (event.type === 'identity.personErased') return forgetPlaces(event.subjectId);
  },
});
