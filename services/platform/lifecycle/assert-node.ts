/** The Node that we need, asserted before anything else loads. */
import { nodeFault } from '../config/node-version.ts';

/** Ends the process with exit code 2 and a clear message on a Node that is too old. */
export function assertNode(version?: string): void {
  const fault = nodeFault(version);
  if (fault === null) return;
  process.stderr.write(
    `${fault} In the repository, run it through npm: \`npm run --silent tripline -- …\`.\n`,
  );
  process.exit(2);
}
