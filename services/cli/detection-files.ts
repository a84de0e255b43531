import { type Command, Option } from 'commander';

/** Adds the options that name what a scan adds to the built-in rules, for every verb alike. */
export function withDetectionFiles(command: Command): Command {
  return command
    .addOption(
      new Option('--rules <file>', "the organisation's own rule file (docs/own-rules.md)").env(
        'TRIPLINE_RULES_FILE',
      ),
    )
    .addOption(
      new Option('--fingerprints <file>', 'fingerprints of confidential documents').env(
        'TRIPLINE_FINGERPRINTS_FILE',
      ),
    );
}
