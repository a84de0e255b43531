/** Answers that nobody reads to their end: when the garbage collector takes them, what came of them goes on record. */
import { quietly } from '../../quietly.ts';
import type { Recording } from './recording.ts';

const registry = new FinalizationRegistry<Recording>((recording) => quietly(() => recording.over(true)));

export const abandoned = {
  /** From now on this object stands for the answer, and none that did before. */
  watch(answer: object, recording: Recording): void {
    registry.unregister(recording);
    registry.register(answer, recording, recording);
  },
  /** It is being read in one go, which ends by itself. */
  forget(recording: Recording): void {
    registry.unregister(recording);
  },
};
