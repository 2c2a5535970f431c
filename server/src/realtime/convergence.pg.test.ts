import fc from 'fast-check';
import { makeUndo } from 'shared/design/undo.ts';
import { violations } from 'shared/space/violations.ts';
import { randomEdit, randomNumbers, pick } from 'shared/testing/random-session.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStudio, space, type Studio, type Visitor } from './testing/make-studio.ts';
import { until } from './testing/waiting.ts';

let studio: Studio;
let crew: [Visitor, Visitor, Visitor];
beforeAll(async () => {
  studio = await makeStudio();
  crew = [await studio.visitor('Ana'), await studio.visitor('Bo'), await studio.visitor('Cem')];
});
afterAll(() => studio.close());

test(
  'three people who do anything, legal or not, on and off the network, end in one legal design',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomNumbers(seed);
        const design = await studio.design(...crew);
        const people = await Promise.all(crew.map((person) => studio.edit(design, person)));
        const undos = people.map(({ doc }) => makeUndo(doc, ['studio', 'typing']));
        const viewer = await studio.edit(design, crew[0]);
        const seen = viewer.watch(space);
        for (let round = 0; round < 25; round += 1) {
          for (const [index, person] of people.entries()) {
            if (random() < 0.06) {
              if (person.provider.shouldConnect) person.disconnect();
              else person.provider.connect();
            }
            const undo = undos[index];
            if (undo && random() < 0.7) randomEdit(person.doc, undo, space, random, true);
          }
          // Now and then somebody waits until everything is stored, so that the others’ edits meet theirs in any order.
          const waiting = pick(random, people);
          if (random() < 0.3 && waiting.provider.shouldConnect) await waiting.saved();
        }
        for (const person of people) person.provider.connect();
        await Promise.all(people.map((person) => person.saved()));
        const stored = await studio.stored(design);
        expect({ seed, violations: violations(space, stored) }).toEqual({ seed, violations: [] });
        for (const person of [...people, viewer]) {
          await until(() => expect(person.read(space)).toEqual(stored));
          expect(person.doc.store.pendingStructs).toBeNull();
        }
        // Who had nothing of their own on its way never saw anything outside the space.
        expect({ seed, seen }).toEqual({ seed, seen: [] });
        expect(people.map(({ closedBy }) => closedBy)).toEqual([null, null, null]);
        for (const person of [...people, viewer]) person.destroy();
        expect((await (await studio.edit(design, crew[1])).loaded(), await studio.stored(design))).toEqual(stored);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  },
);
