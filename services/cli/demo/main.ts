/** `npm run demo`. Exit codes: 0 all went well, 1 it did not, 2 not understood, 130 interrupted. */
import { assertNode } from '../../platform/lifecycle/assert-node.ts';

assertNode();
const { runDemoCli } = await import('./run-demo-cli.ts');
process.exit(await runDemoCli(process.argv));
