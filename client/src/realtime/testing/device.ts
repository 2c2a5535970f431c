import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';

/** From now on this is a browser that has kept nothing yet. */
export function freshDevice(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** From now on this is a browser that keeps nothing, ever. @returns takes it back */
export function deviceWithoutStorage(): () => void {
  const before = globalThis.indexedDB;
  Reflect.deleteProperty(globalThis, 'indexedDB');
  return () => void (globalThis.indexedDB = before);
}

/** As a browser does whose disk is full: what was written is taken back as a whole. @returns there is room again */
export function fillDevice(): () => void {
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...values: Parameters<typeof add>) {
    const request = add.apply(this, values);
    this.transaction.abort();
    return request;
  };
  return () => void (IDBObjectStore.prototype.add = add);
}
