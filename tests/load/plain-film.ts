/** The film as it was given, in a page with nothing but a `<video>`: a server with ranges, as any has them. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './closings.ts';

const video = '<video src="/film.mp4" preload="metadata" width="640" height="360"></video>';
const button = '<button onclick="document.querySelector(`video`).play()">Play</button>';
const page = `<!doctype html><title>Film</title>${video}${button}`;

export async function servePlainFilm(path: string): Promise<{ port: number; close(): Promise<void> }> {
  const { size } = statSync(path);
  const server = createServer((request, response) => {
    if (request.url !== '/film.mp4') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(from ?? 0), to ? Number(to) : size - 1];
    response.writeHead(from === undefined ? 200 : 206, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    });
    const film = createReadStream(path, { start, end });
    film.pipe(response);
    response.on('close', () => film.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, close };
}
