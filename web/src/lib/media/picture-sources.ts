/** Addresses of a picture by width, as `srcset` wants them. Pure. */
import { media, type Media, type PictureVariant } from '#contracts/media.ts';
import { requestOf } from '#contracts/request.ts';

export interface Sources {
  src: string;
  srcset: string;
  /** undefined where there is none: then everybody gets the other */
  avif: string | undefined;
}

/** Of the library: each width there is, in both encodings. */
export function mediaSources({ id, variants }: Pick<Media, 'id' | 'variants'>): Sources {
  const address = ({ sha256 }: PictureVariant) =>
    requestOf(media.pictureContent, { params: { mediaId: id, sha256 } }).path;
  const list = (type: PictureVariant['type']) =>
    variants.filter((each) => each.type === type).map((each) => `${address(each)} ${each.width}w`);
  const widest = variants.find(({ type }) => type === 'image/webp') ?? variants[0];
  return {
    src: widest ? address(widest) : '',
    srcset: list('image/webp').join(', '),
    avif: list('image/avif').join(', ') || undefined,
  };
}

const draftWidths = [320, 640, 1024, 1600];

/** Of a draft: the server chooses the variant that is about as wide. */
export function draftSources(address: string): Sources {
  const of = (width: number) => `${address}${address.includes('?') ? '&' : '?'}width=${width}`;
  return { src: of(1024), srcset: draftWidths.map((width) => `${of(width)} ${width}w`).join(', '), avif: undefined };
}
