import { listZip, type ZipFile } from './zip-listing.ts';

export interface FetchedPackage {
  readonly bytes: number;
  /** Of what arrived, computed here; null where the browser has no means to (a page without HTTPS). */
  readonly sha256: string | null;
  readonly files: readonly ZipFile[];
}

export interface HandoverPackageOptions {
  readonly fetchArchive: () => Promise<ArrayBuffer>;
  readonly save: (archive: ArrayBuffer) => void;
  readonly digest: ((archive: ArrayBuffer) => Promise<ArrayBuffer>) | null;
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The handover package on its way to the brand: fetched, checked, saved, listed. */
export class HandoverPackage {
  #status = $state<'ready' | 'fetching'>('ready');
  #fetched = $state.raw<FetchedPackage | null>(null);
  #error = $state.raw<unknown>(null);
  readonly #options: HandoverPackageOptions;

  constructor(options: HandoverPackageOptions) {
    this.#options = options;
  }

  get status(): 'ready' | 'fetching' {
    return this.#status;
  }
  get fetched(): FetchedPackage | null {
    return this.#fetched;
  }
  get error(): unknown {
    return this.#error;
  }

  async fetch(): Promise<void> {
    if (this.#status === 'fetching') return;
    this.#status = 'fetching';
    this.#error = null;
    try {
      const { fetchArchive, save, digest } = this.#options;
      const archive = await fetchArchive();
      save(archive);
      const sha256 = digest ? hex(await digest(archive)) : null;
      this.#fetched = { bytes: archive.byteLength, sha256, files: listZip(archive) };
    } catch (error) {
      this.#error = error;
    } finally {
      this.#status = 'ready';
    }
  }
}
