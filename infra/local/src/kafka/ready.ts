import { poll } from '../poll.ts';
import { accepts, HOST } from '../ports.ts';

/** Resolves when the broker has joined its own cluster and answers. */
export async function kafkaAnswers(port: number, abort: () => Error | undefined): Promise<void> {
  // Loaded while the broker starts, not before.
  const { Kafka, logLevel } = await import('kafkajs');
  await poll('Kafka', async () => ((await accepts(HOST, port)) ? true : undefined), { timeoutMs: 60_000, abort });
  const kafka = new Kafka({
    brokers: [`${HOST}:${port}`],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 1000,
  });
  const admin = kafka.admin();
  try {
    await poll(
      'Kafka',
      async () => {
        await admin.connect();
        return (await admin.describeCluster()).brokers.length > 0 ? true : undefined;
      },
      { timeoutMs: 60_000, abort },
    );
  } finally {
    await admin.disconnect();
  }
}
