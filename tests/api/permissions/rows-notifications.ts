/** Rows of the inbox, which is everybody's own, and of messages: to the learners of one's academy, for who writes and who receives. */
import type { messages } from '#contracts/messages.ts';
import type { notifications } from '#contracts/notifications.ts';
import { usualMail } from '#contracts/notice-kinds.ts';
import { newId } from '../../support/stack.ts';
import { forAll, forOwn, forOwner, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** nobody's */
const token = 'a'.repeat(43);
const ofNobody = { own: 'linkInvalid', foreign: 'linkInvalid' } as const;
const choice = { mail: usualMail, digestHour: 7, quietFrom: 21, quietUntil: 7, revision: 0 };

export const noticeRows = (): RowsOf<typeof notifications> => ({
  unread: { input: () => ({}), ...forAll },
  inbox: { input: () => ({ query: {} }), ...forAll },
  markRead: { input: () => ({ body: { ids: [newId('notice')] } }), ...forAll },
  markAllRead: { input: () => ({ body: { upTo: newId('notice') } }), ...forAll },
  preferences: { input: () => ({}), ...forAll },
  setPreferences: { input: () => ({ body: choice }), ...forAll },
  lookAtUnsubscribe: { input: () => ({ body: { token } }), ...ofNobody },
  unsubscribe: { input: () => ({ body: { token } }), ...ofNobody },
  // to the page that asks
  openUnsubscribe: { input: () => ({ params: { token } }), own: 303, foreign: 303 },
  unsubscribeByMailProgram: { input: () => ({ params: { token } }), ...ofNobody },
});

export const messageRows = ({ people }: World): RowsOf<typeof messages> => {
  const ofNew = () => ({ params: { messageId: newId('message') } });
  return {
    lookAtAudience: {
      input: () => ({ body: { audience: { kind: 'person' as const, personId: people.seen } } }),
      ...forOwn,
    },
    sendMessage: {
      input: () => ({
        ...ofNew(),
        body: {
          audience: { kind: 'person' as const, personId: people.seen },
          ...{ title: 'Консультація', text: 'О третій', urgent: false },
        },
      }),
      ...forOwn,
    },
    sentMessages: { input: () => ({ query: {} }), ...forAll },
    message: { input: ofNew, ...forOwner },
    reached: { input: () => ({ ...ofNew(), query: {} }), ...forOwner },
  };
};
