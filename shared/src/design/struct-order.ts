import * as Y from 'yjs';

type Struct = Y.Item | Y.GC;

/**
 * Structs of several clients in an order in which each comes after those of its client before it and after those that it
 * names, as Yjs takes them in: it writes higher client ids first, which may name what only comes later in the update.
 * @param lists of each client once, ascending by clock
 * @returns null where some could only come after each other: Yjs would wait for them for ever
 */
export function inOrderOfNames(lists: readonly (readonly [client: number, structs: readonly Struct[]])[]) {
  const [only] = lists;
  if (lists.length === 1 && only) return only[1];
  const rest = new Map(lists.map(([client, structs]) => [client, { structs, taken: 0 }]));
  const headOf = (client: number): Struct | undefined => {
    const list = rest.get(client);
    return list?.structs[list.taken];
  };
  const isToCome = ({ client, clock }: Y.ID): boolean => clock >= (headOf(client)?.id.clock ?? Infinity);
  const ordered: Struct[] = [];
  for (const [first] of lists) {
    // Clients whose next struct has to wait for the next one of the client behind it.
    const waiting = [first];
    for (let client: number | undefined = first; client !== undefined; client = waiting.at(-1)) {
      const struct = headOf(client);
      const missing = struct && namesOf(struct).find((id) => id.client !== client && isToCome(id));
      if (missing) {
        if (waiting.includes(missing.client)) return null;
        waiting.push(missing.client);
        continue;
      }
      const list = rest.get(client);
      if (struct && list) {
        ordered.push(struct);
        list.taken += 1;
      }
      // Not more than what is waited for: what comes after it may itself name what waits.
      if (!struct || waiting.length > 1) waiting.pop();
    }
  }
  return ordered;
}

function namesOf(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  // While an update is only decoded, a parent is the name of a root or the id of an item.
  const parent = struct.parent as unknown as string | Y.ID | null;
  return [struct.origin, struct.rightOrigin, typeof parent === 'string' ? null : parent].filter((id) => id !== null);
}
