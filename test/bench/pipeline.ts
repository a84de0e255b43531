/** The whole way, the hand-written script, the indexer alone, and Elasticsearch from memory: in turns, on the same load. */
import type { Cost } from './race.ts';
import { type Bench, prepare, runFromMemory, runIndexer, runPeer, runWholeWay } from './runs.ts';

/** Beside the first, which warms Elasticsearch up and is discarded. Even: who runs first, in the wake of the filling, has it harder. */
const ROUNDS = 2;

interface Round {
  wholeWay: Cost;
  peer: Cost;
  indexerAlone: Cost;
  fromMemory: Cost;
}

export async function benchPipeline(bench: Bench): Promise<object> {
  bench.report('Pipeline: warm-up round (discarded)');
  await runRound(bench, 0);
  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    bench.report(`Pipeline: round ${round} of ${ROUNDS}`);
    rounds.push(await runRound(bench, round));
  }
  return { ratios: ratiosOf(rounds), eventsPerSecond: ratesOf(rounds), rounds };
}

async function runRound(bench: Bench, number: number): Promise<Round> {
  const topicPrefix = `round${number}.`;
  const place = (name: string) => ({
    topicPrefix,
    indexPrefix: `round${number}${name}`,
    group: `bench-${name}`,
  });
  await prepare(bench, place(''));
  const isPeerFirst = number % 2 === 0;
  const early = isPeerFirst ? await runPeer(bench, place('peer')) : null;
  const wholeWay = await runWholeWay(bench, place('whole'));
  const peer = early ?? (await runPeer(bench, place('peer')));
  // These two need what the whole way left in llm.enriched.
  const indexerAlone = await runIndexer(bench, place('indexer'));
  const fromMemory = await runFromMemory(bench, place('memory'));
  return { wholeWay, peer, indexerAlone, fromMemory };
}

function ratesOf(rounds: readonly Round[]): Record<keyof Round, number> {
  return {
    wholeWay: median(rounds.map(({ wholeWay }) => wholeWay.eventsPerSecond)),
    peer: median(rounds.map(({ peer }) => peer.eventsPerSecond)),
    indexerAlone: median(rounds.map(({ indexerAlone }) => indexerAlone.eventsPerSecond)),
    fromMemory: median(rounds.map(({ fromMemory }) => fromMemory.eventsPerSecond)),
  };
}

/** Each within its own round: what else the machine did meanwhile, it did to both. */
function ratiosOf(rounds: readonly Round[]): Record<string, number> {
  const ratio = (part: keyof Round, whole: keyof Round) =>
    Math.round(
      median(rounds.map((round) => round[part].eventsPerSecond / round[whole].eventsPerSecond)) * 100,
    ) / 100;
  return {
    wholeWayToPeer: ratio('wholeWay', 'peer'),
    indexerAloneToPeer: ratio('indexerAlone', 'peer'),
    indexerAloneToFromMemory: ratio('indexerAlone', 'fromMemory'),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
