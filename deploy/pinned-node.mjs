/**
 * Loaded before everything else by the repository's scripts: they run on the Node that npm installed (package.json,
 * optionalDependencies), whatever the system has. What is installed from the tarball asks for less (`engines`).
 */
const WANTED = 24;

if (Number(process.versions.node.split('.')[0]) !== WANTED) {
  process.stderr.write(
    `This repository runs on Node ${WANTED}, which npm installs beside it; this is Node ${process.versions.node}.\n` +
      'Run `node deploy/setup.mjs` once, and start scripts through npm: `npm test`, `npm run demo`, `npm run tripline -- --help`.\n',
  );
  process.exit(2);
}
