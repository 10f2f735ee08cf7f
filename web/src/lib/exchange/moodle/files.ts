/** Pictures that lie in Moodle XML as base64, and the ways texts name them. Pure. */
import { elementsIn, wordsIn, type XmlElement } from '../../translation/xliff/xml.ts';
import type { FilePicture } from '../item.ts';

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  bmp: 'image/bmp',
};
const typeOf = (name: string) => types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];

/** All pictures of one file of questions, each once. */
export class FilePictures {
  readonly list: FilePicture[] = [];
  private readonly known = new Map<string, FilePicture>();

  /** undefined: no picture, or bytes that are none. */
  add(name: string, base64: string): FilePicture | undefined {
    const type = typeOf(name);
    if (!type) return undefined;
    const found = this.known.get(base64);
    if (found) return found;
    const data = bytesOf(base64);
    if (!data || data.length === 0) return undefined;
    const picture = { ref: `media:file-${this.list.length + 1}`, name, type, data };
    this.list.push(picture);
    this.known.set(base64, picture);
    return picture;
  }

  /** Of the elements `<file>` beside a text: how the text names a picture → how we do. */
  within(of: readonly (XmlElement | undefined)[]): (source: string) => string | undefined {
    const refs = new Map<string, string>();
    for (const file of of.flatMap((each) => (each ? elementsIn(each, 'file') : []))) {
      const name = file.attributes.get('name') ?? '';
      const picture = this.add(name, wordsIn(file).replaceAll(/\s+/g, ''));
      if (picture) refs.set(((file.attributes.get('path') ?? '/') + name).replace(/^\/+/, ''), picture.ref);
    }
    return (source) => refs.get(pathIn(source)) ?? this.inline(source);
  }

  /** `data:image/png;base64,…` */
  private inline(source: string): string | undefined {
    const [, ending, base64] = /^data:image\/(png|jpe?g|webp|gif|avif|bmp);base64,([\s\S]+)$/i.exec(source) ?? [];
    return base64 && this.add(`picture.${ending}`, base64.replaceAll(/\s+/g, ''))?.ref;
  }
}

function pathIn(source: string): string {
  const path = source.replace(/^@@PLUGINFILE@@\/*/, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
