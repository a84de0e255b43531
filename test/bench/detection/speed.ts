/** How fast, on the load that everything is measured with (test/bench/load.ts), beside gitleaks on the same texts. */

import { builtInAnalysers } from '../../../services/core/detection/analysers/index.ts';
import { injectionAnalyser } from '../../../services/core/detection/analysers/injection/index.ts';
import { compileEngine } from '../../../services/core/detection/engine.ts';
import { builtInRules } from '../../../services/core/detection/rules/index.ts';
import type { Engine } from '../../../services/core/detection/types.ts';
import { renderEvent } from '../../../services/core/events/render.ts';
import { createLoad } from '../load.ts';
import type { Sample } from './exam.ts';
import type { Peer } from './peers.ts';

const EVENTS = 2000;
const ROUNDS = 3;

/** MB per CPU second; the engine without the learned scorer is what is compared with gitleaks, the scorer's own speed stands apart. */
export async function measureSpeed(gitleaks: Peer | undefined): Promise<object> {
  const samples = makeSamples();
  const megabytes = samples.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const all = compileEngine(builtInRules, builtInAnalysers);
  const unlearned = compileEngine(
    builtInRules,
    builtInAnalysers.filter((analyser) => analyser !== injectionAnalyser),
  );
  const tripline = best(unlearned, samples, megabytes);
  const peer = gitleaks === undefined ? undefined : megabytes / (await gitleaks.scan(samples)).cpuSeconds;
  return {
    megabytes: round(megabytes),
    tripline_mb_per_cpu_second: round(tripline),
    tripline_with_scorer_mb_per_cpu_second: round(best(all, samples, megabytes)),
    scorer_alone_mb_per_cpu_second: round(best(compileEngine([], [injectionAnalyser]), samples, megabytes)),
    ...(peer !== undefined && {
      gitleaks_mb_per_cpu_second: round(peer),
      times_gitleaks: round(tripline / peer),
    }),
  };
}

function makeSamples(): Sample[] {
  const load = createLoad();
  const samples: Sample[] = [];
  for (let event = 0; event < EVENTS; event++)
    renderEvent(load.next(Date.UTC(2026, 0, 1)), (_path, text, { kind, tool_kind }) => {
      const id = `load-${samples.length}`;
      samples.push({ id, text, kind, ...(tool_kind !== undefined && { tool_kind }), expected: [] });
      return text;
    });
  return samples;
}

/** Warm, the fastest of a few rounds: what else the machine does only ever adds. */
function best(engine: Engine, samples: readonly Sample[], megabytes: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    for (const { text, kind, tool_kind } of samples)
      engine.scan(text, tool_kind === undefined ? { kind } : { kind, tool_kind });
    const { user, system } = process.cpuUsage(before);
    if (round > 0) least = Math.min(least, (user + system) / 1e6);
  }
  return megabytes / least;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
