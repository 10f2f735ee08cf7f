/** The few parts of a service worker’s scope that we use; the DOM and worker libraries do not go into one program. */
export interface ExtendedEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchedEvent extends ExtendedEvent {
  readonly request: Request;
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
}
export interface ToldEvent extends ExtendedEvent {
  readonly data: unknown;
}
interface WorkerClient {
  postMessage(message: unknown): void;
}
export interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void>; get(id: string): Promise<WorkerClient | undefined> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendedEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchedEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ToldEvent) => void): void;
}

/** What the page tells the worker. */
export type ToWorker = { type: 'used'; files: string[] } | { type: 'forget' };
/** What the worker tells a page: this reading is a copy made then. */
export interface FromWorker {
  type: 'copy';
  path: string;
  savedAt: string;
}
