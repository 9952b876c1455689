/** Broker connections that come and go: a publisher that reconnects, a consumer that starts over. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import { type BrokerOptions, createConsumer, createPublisher } from './kafkajs.ts';
import type { EventConsumer, EventPublisher, IncomingMessage } from './ports.ts';

/** Connects when first used; after a failure the next call begins with a new connection. */
export function reliablePublisher(options: BrokerOptions): EventPublisher {
  let current: Promise<EventPublisher> | undefined;
  const drop = (): void => {
    const old = current;
    current = undefined;
    void old?.then((publisher) => publisher.close()).catch(() => undefined);
  };
  return {
    async publish(topic, messages) {
      current ??= createPublisher(options);
      try {
        const publisher = await current;
        await publisher.publish(topic, messages);
      } catch (error) {
        drop();
        throw error;
      }
    },
    async close() {
      const publisher = await current?.catch(() => undefined);
      await publisher?.close();
    },
  };
}

export interface RunningConsumer {
  /** Is the consumer with the broker? */
  running(): boolean;
  stop(): Promise<void>;
}

const againMs = 1_000;

export function reliableConsumer(
  options: BrokerOptions & { groupId: string; sessionTimeoutMs: number },
  topics: string[],
  handle: (message: IncomingMessage) => Promise<void>,
): RunningConsumer {
  const log: Logger = options.log;
  const ending = new AbortController();
  const live = (): boolean => !ending.signal.aborted;
  let current: EventConsumer | undefined;
  let crash: (error: Error) => void = () => undefined;
  const loop = (async () => {
    while (live()) {
      const crashed = new Promise<Error>((resolve) => {
        crash = resolve;
      });
      const consumer = createConsumer({
        ...options,
        crashed: (error) => {
          crash(error);
        },
      });
      try {
        await consumer.run(topics, handle);
        current = consumer;
        const error = await crashed;
        if (live()) log.warn({ error: String(error) }, 'consumer crashed and starts over');
      } catch (error) {
        if (live()) log.warn({ error: String(error) }, 'consumer cannot start yet');
      }
      current = undefined;
      await consumer.close().catch(() => undefined);
      if (live()) await sleep(againMs);
    }
  })();
  return {
    running: () => current !== undefined,
    async stop() {
      ending.abort();
      crash(new Error('stopped'));
      await loop;
    },
  };
}
