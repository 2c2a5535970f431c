/** What has become of somebody's edits: only what the server has said, never a guess. */
export type SaveState =
  /** The first connection is being made. */
  | 'connecting'
  /** The server has stored everything. */
  | 'saved'
  /** Something is on its way. */
  | 'saving'
  /** There is no connection; edits wait on this device. */
  | 'offline'
  /** The server is there and does not store: edits wait on this device. */
  | 'not_saved'
  /** The session has ended. */
  | 'refused'
  /** Nothing can be changed here. */
  | 'read_only';

/** How the connection stands: `network` and `server` say what is in the way of one. */
export type LinkState = 'connecting' | 'online' | 'network' | 'server';

export interface SaveFacts {
  readonly isRefused: boolean;
  readonly link: LinkState;
  readonly mayEdit: boolean;
  /** Edits that are not stored. */
  readonly unsaved: number;
  /** Something has been on its way for long. */
  readonly isSlow: boolean;
}

export function saveStateOf({ isRefused, link, mayEdit, unsaved, isSlow }: SaveFacts): SaveState {
  if (isRefused) return 'refused';
  switch (link) {
    case 'connecting':
      return isSlow ? 'offline' : 'connecting';
    case 'network':
      return 'offline';
    case 'server':
      return unsaved > 0 ? 'not_saved' : 'offline';
    case 'online':
      if (!mayEdit) return 'read_only';
      if (unsaved === 0) return 'saved';
      return isSlow ? 'not_saved' : 'saving';
  }
}
