/** Which encoding of pictures the browser reads: asked once, by a picture of one point. */
const probe =
  'data:image/avif;base64,AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAABwAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAEAAAABAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAkbWRhdBIACgc4AAaQENBpMg8f8mKE4AAWAACQNY48fWQ=';

let asked: Promise<'image/avif' | 'image/webp'> | undefined;

export const pictureType = (): Promise<'image/avif' | 'image/webp'> =>
  (asked ??= new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve('image/avif');
    image.onerror = () => resolve('image/webp');
    image.src = probe;
  }));
