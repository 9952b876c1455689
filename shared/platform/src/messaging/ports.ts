/** Ports to the message broker, so that a client library can be replaced. */
export interface OutgoingMessage {
  key: string;
  value: string;
}

export interface EventPublisher {
  /** Resolves when every message is stored by all replicas, in the order given per key. */
  publish(topic: string, messages: OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}

export interface IncomingMessage {
  topic: string;
  key: string;
  value: string;
}

export interface EventConsumer {
  /** Hands over one message at a time per partition; an offset is committed some time after its handler resolved. */
  run(topics: string[], handle: (message: IncomingMessage) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
