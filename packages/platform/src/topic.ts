/** Something happens, and whoever listens now hears of it. Nothing is kept for later. */
export interface Topic<T> {
  publish(message: T): void;
  /** Returns the way to stop listening. */
  subscribe(listener: (message: T) => void): () => void;
}

export function createTopic<T>(): Topic<T> {
  const listeners = new Set<(message: T) => void>();
  return {
    publish: (message) => {
      for (const listener of listeners) listener(message);
    },
    subscribe: (listener) => {
      const own = (message: T) => listener(message);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
