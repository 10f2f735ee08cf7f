/** What of a new lecture is known before it is sent. Pure. */
import { captionsMax } from '#contracts/draft-films.ts';

export const captionsTooLarge = ({ captions }: { captions: Pick<File, 'size'> | undefined }): boolean =>
  (captions?.size ?? 0) > captionsMax;
