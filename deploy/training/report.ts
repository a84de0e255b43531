/** Recall and false alarms of what was held out, by family, language and source. */
import { type Calibration, type HeldOut, logOddsOf } from './evaluate.ts';
import type { Sample } from './sample.ts';

export function report(
  samples: readonly Sample[],
  heldOut: readonly HeldOut[],
  calibration: Calibration,
): string {
  const reported = new Set(
    heldOut.filter((one) => logOddsOf(one, calibration) >= calibration.threshold).map(({ sample }) => sample),
  );
  const table = (title: string, chosen: readonly Sample[], nameOf: (sample: Sample) => string) => [
    `\n${title}`,
    ...[...Map.groupBy(chosen, nameOf)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, group]) => `  ${name.padEnd(36)} ${share(group, reported)}`),
  ];
  const attacks = samples.filter(({ attack }) => attack);
  const harmless = samples.filter(({ attack }) => !attack);
  return [
    `recall on held-out families ${share(attacks, reported)}`,
    `false alarms on held-out harmless families ${share(harmless, reported)}`,
    ...table(
      'recall by family',
      attacks.filter(({ language }) => language === 'en'),
      groupName,
    ),
    ...table('recall by language', attacks, ({ language }) => language),
    ...table('false alarms', harmless, groupName),
  ].join('\n');
}

function groupName({ family }: Sample): string {
  return family.startsWith('own-') ? 'own' : family.replace(/-\d+$/, '');
}

function share(group: readonly Sample[], reported: ReadonlySet<Sample>): string {
  const count = group.filter((sample) => reported.has(sample)).length;
  return `${((100 * count) / group.length).toFixed(2).padStart(6)} % of ${group.length}`;
}
