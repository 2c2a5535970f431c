import type { SignedInPerson } from '../accounts/person.ts';
import { type Ask, asker } from './ask.ts';
import type { TestServer } from './make-server.ts';

/** Somebody in a test: who it is, and how they ask the API. */
export interface Actor {
  readonly person: SignedInPerson;
  readonly ask: Ask;
}

/** Signs somebody in and hands them to the test. */
export async function actor(server: TestServer, name: string): Promise<Actor> {
  const { person, headers } = await server.enter(`${name}@test.example`);
  return { person, ask: asker(server.app, headers) };
}
