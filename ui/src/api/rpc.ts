/** The single door to the core: typed calls out, typed events in. */
import { detectPlatform, type Platform } from '../platform';
import type { ApiError, Event, RpcSchema } from './generated';

/** A refusal from the core, with the sentence that the person is to read. */
export class ApiFailure extends Error {
  readonly code: string;
  readonly field: string | null;

  constructor(error: Pick<ApiError, 'code' | 'message'> & { field?: string | null }) {
    super(error.message);
    this.name = 'ApiFailure';
    this.code = error.code;
    this.field = error.field ?? null;
  }
}

function isApiError(value: unknown): value is ApiError {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** Turns whatever was thrown into a failure with a code and a sentence. */
export function toFailure(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown;
  if (isApiError(thrown)) return new ApiFailure(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiFailure({ code: 'internal', message });
}

/** The core takes a missing field and a null alike for most fields, but a switch may only be missing. */
function withoutNulls(payload: object): object {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== null && value !== undefined));
}

let platform: Platform | null = null;

/** Replaces the way to the core; tests use it to stand in for the core. */
export function setPlatform(replacement: Platform): void {
  platform = replacement;
}

function current(): Platform {
  platform ??= detectPlatform();
  return platform;
}

/** A request as it may be written here: what is optional may also be null, and switches that are off may be left out. */
export type Request<T> = { [K in keyof T as boolean extends T[K] ? never : undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as boolean extends T[K] ? K : undefined extends T[K] ? K : never]?: T[K] | null;
};

/** Calls one command of the core; rejects with an {@link ApiFailure}. */
export async function rpc<N extends keyof RpcSchema>(name: N, payload: Request<RpcSchema[N][0]>): Promise<RpcSchema[N][1]> {
  try {
    return (await current().invoke(name, withoutNulls(payload))) as RpcSchema[N][1];
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

/** What is heard: the core's events, and that it is another day on the owner's wall, of which no change tells. */
export type Heard = Event | { type: 'day' };

type Listener = (event: Heard) => void;
const listeners = new Set<Listener>();
let stop: (() => void) | null = null;

/** Hears pushed events until the returned function is called. */
export function onEvent(listener: Listener): () => void {
  stop ??= current().listen((event) => announce(event as Event));
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells every listener about an event; replies that name what they changed come through here too. */
export function announce(event: Heard): void {
  for (const listener of [...listeners]) listener(event);
}
