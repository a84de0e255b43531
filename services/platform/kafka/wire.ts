/** One partition's records as they travel. */
export interface EncodedBatch {
  partition: number;
  bytes: Buffer;
}

/** `code` is the broker's (0: written); what it means is in produce-errors.ts. */
export interface ProduceAnswer {
  partition: number;
  code: number;
}

/**
 * What the producer needs of a Kafka client: its connections, and three requests. The rest, whatever decides over loss and order, is the
 * producer's own. Nothing here tries again: each call fails soon, and the producer asks once more for as long as its deadline lets it.
 */
export interface Wire {
  /** The node that leads each partition, -1 where there is none now; `fresh`: what is known already may be wrong. */
  leaders(topic: string, fresh: boolean): Promise<number[]>;
  newProducerId(): Promise<{ producerId: bigint; producerEpoch: number }>;
  /** One request to one node, acks=all. A rejection says nothing about what was written. */
  produce(node: number, topic: string, batches: readonly EncodedBatch[]): Promise<ProduceAnswer[]>;
  /** Ends the connections; what is under way rejects, sooner or later. Idempotent, and of use once more after something was under way. */
  close(): Promise<void>;
}
