import * as decoding from 'lib0/decoding';
import type { Design } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import {
  type AdjustedNotice,
  type AuthorsNotice,
  MESSAGE_ACCESS,
  MESSAGE_ACK,
  MESSAGE_ADJUSTED,
  MESSAGE_AUTHORS,
} from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment, Violation } from 'shared/space/violation.ts';
import { violations } from 'shared/space/violations.ts';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { until } from './waiting.ts';

// Every provider wants to say goodbye when the process ends.
process.setMaxListeners(200);

/**
 * An ordinary Yjs client of a design, as anybody can get it from npm, that also counts what it sends and hears how far
 * that is stored.
 */
export class LiveEditor {
  readonly doc = new Y.Doc();
  readonly adjustments: Adjustment[] = [];
  /** Who is which client, as far as it has been told. */
  authors: AuthorsNotice['authors'] = {};
  readonly provider: WebsocketProvider;
  /** Every update that it has heard to be stored. */
  readonly stored: Uint8Array[] = [];
  #sent = 0;
  #acknowledged = 0;
  /** The updates of this connection that it has not heard to be stored. */
  #underWay: Uint8Array[] = [];
  #onAcknowledged: () => void = () => undefined;
  closedBy: { readonly code: number; readonly reason: string } | null = null;

  constructor(syncUrl: string, designId: string, headers: Readonly<Record<string, string>>) {
    const opened = (): void => void ((this.#sent = 0), (this.#acknowledged = 0), (this.#underWay = []));
    const sends = (frame: Uint8Array): void => {
      if (frame[0] !== 0 || frame[1] === 0) return;
      this.#sent += 1;
      this.#underWay.push(decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2))));
    };
    class CountingSocket extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers });
        opened();
      }
      override send(data: Uint8Array): void {
        sends(data);
        super.send(data);
      }
    }
    this.provider = new WebsocketProvider(syncUrl, designId, this.doc, {
      disableBc: true,
      WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
    });
    this.provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => {
      const before = this.#acknowledged;
      this.#acknowledged = decoding.readVarUint(decoder);
      this.stored.push(...this.#underWay.splice(0, this.#acknowledged - before));
      this.#onAcknowledged();
    };
    this.provider.messageHandlers[MESSAGE_ADJUSTED] = (_encoder, decoder) => {
      const notice = JSON.parse(decoding.readVarString(decoder)) as AdjustedNotice;
      this.adjustments.push(...notice.adjustments);
    };
    this.provider.messageHandlers[MESSAGE_AUTHORS] = (_encoder, decoder) => {
      const notice = JSON.parse(decoding.readVarString(decoder)) as AuthorsNotice;
      this.authors = { ...this.authors, ...notice.authors };
    };
    this.provider.messageHandlers[MESSAGE_ACCESS] = () => undefined;
    this.provider.on('closed', (closed) => (this.closedBy = closed));
  }

  read(space: Space): Design {
    return readDesign(this.doc, space);
  }

  /** Every violation that the document shows from now on, after any transaction. */
  watch(space: Space): Violation[] {
    const seen: Violation[] = [];
    this.doc.on('afterTransaction', () => seen.push(...violations(space, readDesign(this.doc, space))));
    return seen;
  }

  get isSaved(): boolean {
    return this.provider.synced && this.#sent > 0 && this.unstored === 0;
  }

  /** Document messages of the last connection that it has not heard to be stored. */
  get unstored(): number {
    return this.#sent - this.#acknowledged;
  }

  /** Waits until the design is there and nothing of this client is on its way. */
  async loaded(): Promise<void> {
    await until(() => {
      if (!this.provider.synced) throw new Error('The design is not loaded.');
    });
  }

  async saved(): Promise<void> {
    await until(() => {
      if (!this.isSaved)
        throw new Error(
          `Stored ${String(this.#acknowledged)} of ${String(this.#sent)}; closed by ${JSON.stringify(this.closedBy)}.`,
        );
    });
  }

  /** Resolves at the next acknowledgement. */
  async hears(): Promise<void> {
    await new Promise<void>((resolve) => (this.#onAcknowledged = resolve));
  }

  /** The network is gone; edits go on. */
  disconnect(): void {
    this.provider.disconnect();
  }

  async reconnect(): Promise<void> {
    this.provider.connect();
    await this.saved();
  }

  destroy(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}
