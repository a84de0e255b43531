/** What is reported and what raises an alarm of what was held out, by family, language and source. */
import { ALARM } from '../../services/core/detection/analysers/injection/analyser.ts';
import { type Calibration, type HeldOut, logOddsOf } from './evaluate.ts';
import type { Sample } from './sample.ts';

export function report(
  samples: readonly Sample[],
  heldOut: readonly HeldOut[],
  calibration: Calibration,
): string {
  const above = (threshold: number) =>
    new Set(heldOut.filter((one) => logOddsOf(one, calibration) >= threshold).map(({ sample }) => sample));
  const reported = above(calibration.threshold);
  const alarming = above(calibration.threshold + ALARM);
  const table = (title: string, chosen: readonly Sample[], nameOf: (sample: Sample) => string) => [
    `\n${title}`,
    ...[...Map.groupBy(chosen, nameOf)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, group]) => `  ${name.padEnd(36)} ${share(group, reported)}, alarm ${share(group, alarming)}`,
      ),
  ];
  const attacks = samples.filter(({ attack }) => attack);
  const harmless = samples.filter(({ attack }) => !attack);
  return [
    `reported of held-out attacks ${share(attacks, reported)}, with alarm ${share(attacks, alarming)}`,
    `reported of held-out harmless texts ${share(harmless, reported)}, with alarm ${share(harmless, alarming)}`,
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
