/** A picture on its way from this device into the library: opened, cut, sent. */
import { t } from '../i18n.svelte.ts';
import { largest, type Frame } from './crop.ts';
import { openPicture, pictureToSend, type OpenPicture } from './draw-picture.ts';
import { mediaName, WrongFile, type Fault } from './media-files.ts';
import { useUpload } from './uploading.svelte.ts';

export function useNewPicture() {
  const upload = useUpload();
  let opened = $state.raw<OpenPicture>();
  let cut = $state.raw<{ turns: number; frame: Frame }>({ turns: 0, frame: { x: 0, y: 0, width: 1, height: 1 } });
  let fault = $state<Fault>();
  let busy = $state(false);
  let preview = $state<string>();
  let name = $state('');
  /** the latest wish counts: an earlier picture may take longer to open */
  let wish = 0;

  function reset(): void {
    wish += 1;
    upload.cancel();
    opened?.close();
    if (preview) URL.revokeObjectURL(preview);
    [opened, preview, fault, busy] = [undefined, undefined, undefined, false];
  }

  return {
    upload,
    get opened() {
      return opened;
    },
    get cut() {
      return cut;
    },
    set cut(to) {
      cut = to;
    },
    get fault(): Fault | undefined {
      return fault;
    },
    get busy(): boolean {
      return busy;
    },
    /** address of what is sent, to look at meanwhile */
    get preview(): string | undefined {
      return preview;
    },
    get name(): string {
      return name;
    },
    refuse(reason: Fault): void {
      fault = reason;
    },
    async open(file: File): Promise<void> {
      reset();
      const mine = wish;
      try {
        const picture = await openPicture(file);
        if (mine !== wish) return picture.close();
        name = mediaName(file.name, t('media.unnamed'));
        cut = { turns: 0, frame: largest(picture, 'free') };
        opened = picture;
      } catch (error) {
        if (mine === wish) fault = error instanceof WrongFile ? error.reason : 'unreadable';
      }
    },
    /** Draws what was cut out and sends it. */
    async send(organisationId: string): Promise<void> {
      if (!opened || busy) return;
      const mine = wish;
      busy = true;
      try {
        const file = await pictureToSend(opened, cut.turns, cut.frame);
        if (mine !== wish) return;
        preview = URL.createObjectURL(file);
        upload.start({ organisationId, kind: 'picture', name, file });
      } catch {
        fault = 'unreadable';
        opened = undefined;
      } finally {
        busy = false;
      }
    },
    reset,
  };
}
