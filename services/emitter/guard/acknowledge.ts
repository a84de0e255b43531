import type { Receipt } from '../types.ts';

/** Whether Kafka has all of the events before `ms` have passed. A receipt that is null was never made. Never rejects. */
export async function acknowledgedWithin(
  receipts: readonly (Receipt | null)[],
  ms: number,
): Promise<boolean> {
  return settledWithin(Promise.all(receipts.map(acknowledged)), ms);
}

/** Whether it resolves before `ms` have passed. Never rejects. */
export function settledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(0, ms));
    work
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
  });
}

async function acknowledged(receipt: Receipt | null): Promise<void> {
  if (receipt === null || !receipt.accepted) throw new Error('not accepted');
  await receipt.acknowledged;
}
