import type { PeerName } from './peers.ts';
import { churn } from './scenarios/churn.ts';
import { cursors } from './scenarios/cursors.ts';
import { cycles, ROOMS_PER_CYCLE } from './scenarios/cycles.ts';
import { idle } from './scenarios/idle.ts';
import { joins } from './scenarios/joins.ts';
import { saturation } from './scenarios/saturation.ts';
import { traffic } from './scenarios/traffic.ts';
import type { Stage } from './stage.ts';
import type { WorldPlan } from './world.ts';

export interface Scenario {
  readonly world: Omit<WorldPlan, 'databaseUrl' | 'secret'>;
  readonly peers: readonly PeerName[];
  play(stage: Stage): Promise<Readonly<Record<string, number>>>;
}

const ALL: readonly PeerName[] = ['mitwerk', 'y-websocket', 'hocuspocus', 'relay'];
const WITH_DOCUMENTS: readonly PeerName[] = ['mitwerk', 'y-websocket', 'hocuspocus'];

const FIFTY = { rooms: 1, perRoom: 50, writers: 50 };
const FIVES = { rooms: 100, perRoom: 5, writers: 2 };
const EIGHTS = { rooms: 40, perRoom: 8, writers: 8 };
const ONE_ROOM = { designs: 1, crew: 50, isSameCrew: true, elements: 200, history: 0 };
const MANY_ROOMS = { designs: 100, crew: 5, isSameCrew: false, elements: 200, history: 0 };
const SHARED = { crew: 50, isSameCrew: true, history: 0 };

/** What is measured. One repetition with every server takes less than four minutes; `cycles` and `churn` need more. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'one-room': {
    ...{ world: ONE_ROOM, peers: ALL },
    play: (stage) => traffic(stage, { ...FIFTY, perSecond: 20 }),
  },
  'many-rooms': {
    ...{ world: MANY_ROOMS, peers: ALL },
    play: (stage) => traffic(stage, { ...FIVES, perSecond: 30 }),
  },
  'one-room-most': {
    ...{ world: ONE_ROOM, peers: ALL },
    play: (stage) => saturation(stage, { ...FIFTY, perSecond: 25 }),
  },
  'many-rooms-most': {
    ...{ world: MANY_ROOMS, peers: ALL },
    play: (stage) => saturation(stage, { ...FIVES, perSecond: 50 }),
  },
  joins: {
    world: { designs: 1, crew: 200, isSameCrew: true, elements: 1_000, history: 100_000 },
    ...{ peers: WITH_DOCUMENTS, play: joins },
  },
  'one-room-cursors': {
    ...{ world: ONE_ROOM, peers: ALL },
    play: (stage) => cursors(stage, { ...FIFTY, perSecond: 20 }),
  },
  'many-rooms-cursors': {
    world: { ...ONE_ROOM, designs: 40, crew: 8, isSameCrew: false },
    peers: ALL,
    play: (stage) => cursors(stage, { ...EIGHTS, perSecond: 20 }),
  },
  idle: { world: { ...SHARED, designs: 400, elements: 20 }, peers: ALL, play: idle },
  cycles: {
    world: { ...SHARED, designs: 5 * ROOMS_PER_CYCLE, elements: 200 },
    ...{ peers: WITH_DOCUMENTS, play: cycles },
  },
  churn: { world: { ...SHARED, designs: 100, elements: 200 }, peers: ['mitwerk', 'y-websocket'], play: churn },
};
