import { Kafka, logLevel } from 'kafkajs';

export interface Topic {
  readonly topic: string;
  readonly partitions: number;
}

/** Creates the topics that are missing and adds partitions where there are too few; never removes anything. */
export async function ensureTopics(brokers: readonly string[], topics: readonly Topic[]): Promise<void> {
  const admin = new Kafka({ clientId: 'ensure-topics', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const created = topics.filter(({ topic }) => !existing.has(topic));
    if (created.length > 0) {
      // Answers false instead of failing when someone else created them in between.
      await admin.createTopics({
        waitForLeaders: true,
        topics: created.map(({ topic, partitions }) => ({ topic, numPartitions: partitions })),
      });
    }
    const known = topics.filter(({ topic }) => existing.has(topic));
    if (known.length === 0) return;
    const { topics: metadata } = await admin.fetchTopicMetadata({ topics: known.map(({ topic }) => topic) });
    const grown = known.filter(({ topic, partitions }) => {
      const current = metadata.find(({ name }) => name === topic)?.partitions.length ?? 0;
      return current < partitions;
    });
    if (grown.length > 0) {
      await admin.createPartitions({
        topicPartitions: grown.map(({ topic, partitions }) => ({ topic, count: partitions })),
      });
    }
  } finally {
    await admin.disconnect();
  }
}
