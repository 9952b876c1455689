/** What the provider remembers between the steps of a login: in memory, gone with the process. Tokens are signed and need no memory. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  until: number;
}

/** One store per provider; the provider asks for a view of it per kind of thing. */
export function memoryStore(): (kind: string) => Adapter {
  const entries = new Map<string, Entry>();
  const live = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry && entry.until > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };
  const findBy = (kind: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...entries.keys()]
      .filter((key) => key.startsWith(`${kind}:`))
      .map(live)
      .find((payload) => payload !== undefined && fits(payload));
  const removeExpired = (): void => {
    for (const key of entries.keys()) live(key);
  };
  return (kind) => ({
    upsert: (id, payload, seconds) => {
      removeExpired();
      entries.set(`${kind}:${id}`, { payload, until: seconds === undefined ? Infinity : Date.now() + seconds * 1000 });
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(live(`${kind}:${id}`)),
    findByUid: (uid) => Promise.resolve(findBy(kind, (payload) => payload.uid === uid)),
    findByUserCode: (code) => Promise.resolve(findBy(kind, (payload) => payload.userCode === code)),
    consume: (id) => {
      const payload = live(`${kind}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      entries.delete(`${kind}:${id}`);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      return Promise.resolve();
    },
  });
}
