import * as decoding from 'lib0/decoding';
import { MESSAGE_AWARENESS, MESSAGE_SYNC } from 'shared/realtime/messages.ts';

export interface SocketWatch {
  /** The Yjs client that this browser writes as. */
  readonly clientId: number;
  opened(): void;
  sent(kind: 'answer' | 'update'): void;
}

const SYNC_ANSWER = 1;
const SYNC_UPDATE = 2;

/** A WebSocket class that tells how many document messages it has sent, and keeps back what the server would ignore. */
export function countingSocket(Base: typeof WebSocket, watch: SocketWatch): typeof WebSocket {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      watch.opened();
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (!(data instanceof Uint8Array)) return super.send(data);
      if (data[0] === MESSAGE_SYNC && data[1] === SYNC_ANSWER) watch.sent('answer');
      if (data[0] === MESSAGE_SYNC && data[1] === SYNC_UPDATE) watch.sent('update');
      // The provider repeats what it hears of other people; only what we say of ourselves is of use.
      if (data[0] === MESSAGE_AWARENESS && firstClientOf(data) !== watch.clientId) return;
      super.send(data);
    }
  };
}

function firstClientOf(frame: Uint8Array): number | null {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder); // the kind of message
  const entries = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  return decoding.readVarUint(entries) > 0 ? decoding.readVarUint(entries) : null;
}
