// The stand-in for the core, wired to the window's single door.
import { setPlatform } from '../../src/api/rpc';
// @ts-expect-error The fixture is plain JavaScript, shared with the browser tests.
import { Backend } from '../fixture/backend.mjs';

export interface Call {
  name: string;
  payload: Record<string, unknown>;
}

export interface Stand {
  backend: { call(name: string, payload: unknown): unknown; data: Record<string, Record<string, unknown>[]>; pace?: number };
  calls: Call[];
  /** Answers a command differently than the fixture does. */
  answer(name: string, reply: (payload: Record<string, unknown>) => unknown): void;
}

/** Puts a fresh backend behind the window. */
export function useBackend(): Stand {
  const backend = new Backend({ customers: 40 });
  const calls: Call[] = [];
  const special = new Map<string, (payload: Record<string, unknown>) => unknown>();
  setPlatform({
    async invoke(name, payload) {
      calls.push({ name, payload: payload as Record<string, unknown> });
      const other = special.get(name);
      return other === undefined ? backend.call(name, payload) : other(payload as Record<string, unknown>);
    },
    listen: () => () => undefined,
  });
  return { backend, calls, answer: (name, reply) => void special.set(name, reply) };
}
