/** A message that is looked at before it is sent: how many it reaches, then once, however often it is pressed. */
import { ulid } from 'ulid';
import { messages, type Audience } from '#contracts/messages.ts';
import { useAction } from '../action.svelte.ts';
import { call } from '../client.ts';
import { refresh } from '../query.svelte.ts';

export interface Written {
  audience: Audience;
  title: string;
  text: string;
  urgent: boolean;
}

/** Made by the component that shows the button. */
export function useSending() {
  const looking = useAction();
  const sending = useAction();
  let people = $state<number>();
  let tried = { id: '', body: '' };

  /** The same words to the same people are one message. */
  function idOf(written: Written): string {
    const body = JSON.stringify(written);
    if (body !== tried.body) tried = { id: `msg_${ulid()}`, body };
    return tried.id;
  }

  return {
    looking,
    sending,
    /** whom it reaches, once that is known */
    get people(): number | undefined {
      return people;
    },
    async look(audience: Audience): Promise<void> {
      people = undefined;
      sending.clear();
      await looking.run(async () => {
        people = (await call(messages.lookAtAudience, { body: { audience } })).people;
      });
    },
    async send(written: Written): Promise<boolean> {
      const input = { params: { messageId: idOf(written) }, body: written };
      const isSent = await sending.run(() => call(messages.sendMessage, input));
      if (!isSent) return false;
      tried = { id: '', body: '' };
      void refresh(messages.sentMessages);
      return true;
    },
    /** back to the words */
    leave(): void {
      people = undefined;
      looking.clear();
      sending.clear();
    },
  };
}
export type Sending = ReturnType<typeof useSending>;
