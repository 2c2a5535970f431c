import * as decoding from 'lib0/decoding';
import { isServerInTrouble, type Refusal, refusalOf } from 'shared/realtime/close-reason.ts';
import {
  type AccessNotice,
  type AdjustedNotice,
  type AuthorsNotice,
  MESSAGE_ACCESS,
  MESSAGE_ACK,
  MESSAGE_ADJUSTED,
  MESSAGE_AUTHORS,
  MESSAGE_STATE,
  type Presence,
} from 'shared/realtime/messages.ts';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { backoffMs } from './backoff.ts';
import { countingSocket } from './counting-socket.ts';

export interface ServerLinkOptions {
  readonly doc: Y.Doc;
  readonly designId: string;
  /** Whose work is sent: the server refuses a connection that would send it as somebody else's. */
  readonly personId: string | null;
  readonly syncUrl: string;
  readonly WebSocket: typeof WebSocket;
  readonly random: () => number;
  readonly heard: {
    access(notice: AccessNotice): void;
    acknowledged(count: number): void;
    adjusted(notice: AdjustedNotice): void;
    authors(notice: AuthorsNotice): void;
    people(awareness: Awareness): void;
  };
  /** A new connection is being opened: both sides count from zero. */
  readonly opened: () => void;
  /** A document message is on its way: the answer to what the server lacks, or an update. */
  readonly sent: (kind: 'answer' | 'update') => void;
  /** The document is as the server has it. */
  readonly synced: () => void;
  /** It will be tried again. */
  readonly lost: (why: 'network' | 'server') => void;
  /** It will not. */
  readonly refused: (refusal: Refusal) => void;
}

/** More attempts than any wait of its own has room for: how long to wait is said here. */
const OWN_WAITS_OVER = 20;

/** The connection of one document to the server: y-websocket's, with the messages of `shared/realtime`. */
export class ServerLink {
  readonly #provider: WebsocketProvider;
  #attempts = 0;

  constructor({ doc, designId, personId, syncUrl, random, ...options }: ServerLinkOptions) {
    const Socket = countingSocket(options.WebSocket, {
      clientId: doc.clientID,
      opened: options.opened,
      sent: options.sent,
    });
    const provider = new WebsocketProvider(syncUrl, designId, doc, {
      connect: false,
      // Other windows would pass on what the server has not checked yet.
      disableBc: true,
      WebSocketPolyfill: Socket,
      params: { state: 'v2', ...(personId === null ? {} : { person: personId }) },
      shouldReconnect: ({ code, reason }) => refusalOf(code, reason) === null,
    });
    this.#provider = provider;
    provider.on('sync', (isSynced) => {
      if (!isSynced) return;
      this.#attempts = 0;
      options.synced();
    });
    provider.on('connection-close', (event) => {
      const isTrouble = event !== null && isServerInTrouble(event.code);
      this.#attempts += 1;
      provider.maxBackoffTime = backoffMs(this.#attempts, random(), isTrouble);
      provider.wsUnsuccessfulReconnects = OWN_WAITS_OVER;
      options.lost(isTrouble ? 'server' : 'network');
    });
    provider.on('closed', ({ code, reason }) => {
      const refusal = refusalOf(code, reason);
      if (refusal) options.refused(refusal);
    });
    this.#listen(options.heard);
  }

  /** The origin of what the server has sent. */
  get origin(): unknown {
    return this.#provider;
  }

  /** Connects at once, also where it waits to try again. */
  connect(): void {
    this.#provider.connect();
  }

  /** Gives up the connection that there is, which may be a dead one, and makes another. */
  connectAnew(): void {
    this.#provider.disconnect();
    this.#provider.connect();
  }

  disconnect(): void {
    this.#provider.disconnect();
  }

  destroy(): void {
    this.#provider.destroy();
  }

  show(presence: Omit<Presence, 'user'>): void {
    this.#provider.awareness.setLocalState(presence);
  }

  #listen(heard: ServerLinkOptions['heard']): void {
    const provider = this.#provider;
    const { messageHandlers, awareness, doc } = provider;
    awareness.on('change', () => heard.people(awareness));
    messageHandlers[MESSAGE_STATE] = (_answer, decoder) => {
      Y.applyUpdateV2(doc, decoding.readVarUint8Array(decoder), provider);
      provider.synced = true;
    };
    messageHandlers[MESSAGE_ACK] = (_answer, decoder) => heard.acknowledged(decoding.readVarUint(decoder));
    messageHandlers[MESSAGE_ADJUSTED] = (_answer, decoder) => heard.adjusted(json(decoder) as AdjustedNotice);
    messageHandlers[MESSAGE_AUTHORS] = (_answer, decoder) => heard.authors(json(decoder) as AuthorsNotice);
    messageHandlers[MESSAGE_ACCESS] = (_answer, decoder) =>
      // A server that does not know epochs has the first of them.
      heard.access({ epoch: 1, ...(json(decoder) as Partial<AccessNotice>) } as AccessNotice);
  }
}

function json(decoder: decoding.Decoder): unknown {
  return JSON.parse(decoding.readVarString(decoder));
}
