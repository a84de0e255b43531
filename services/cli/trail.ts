/** `tripline trail`: who asked, what came back, what ran; from the masked copy. */
import { Command } from 'commander';
import { connectElasticsearch } from './connect.ts';
import { visibleJson } from './trail/cells.ts';
import { findTrail } from './trail/find-trail.ts';
import { paintFor } from './trail/paint.ts';
import { printTrail } from './trail/print-trail.ts';

const WIDEST = 120;
const USUAL = 100;

export function trailCommand(): Command {
  return new Command('trail')
    .description(
      'Print the trail of an interaction, an event or a session: who asked, what came back, what ran. Masked.',
    )
    .argument('<id>', 'interaction id, event id or session id')
    .option('--full', 'show long texts whole')
    .option('--json', 'the stored documents as one JSON object')
    .addHelpText('after', '\nThe exact bytes of one event: tripline open <event id>')
    .action(async (id: string, options: { full?: boolean; json?: boolean }) => {
      const { elasticsearch, prefix } = connectElasticsearch();
      try {
        const trail = await findTrail(elasticsearch, prefix, id);
        const lines = options.json
          ? [visibleJson(trail)]
          : printTrail(trail, {
              width: Math.min(process.stdout.columns ?? USUAL, WIDEST),
              full: options.full === true,
              paint: paintFor(process.stdout),
            });
        process.stdout.write(`${lines.join('\n')}\n`);
      } finally {
        await elasticsearch.close();
      }
    });
}
