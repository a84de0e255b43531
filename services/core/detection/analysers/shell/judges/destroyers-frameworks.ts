/** What frameworks, migration tools, package registries and forges take away from everybody. */
import type { Destroyer } from './destroyers.ts';

export const FRAMEWORKS: readonly Destroyer[] = [
  ['wp', /(?:^|\s)(?:db\s+(?:reset|drop|clean)|site\s+(?:empty|delete)|user\s+delete)\b/, 'MEDIUM'],
  ['drush', /(?:^|\s)(?:sql[-:]drop|site[-:]install|si|entity[-:]delete)\b/, 'MEDIUM'],
  ['django-admin', /(?:^|\s)(?:flush|reset_db|sqlflush)\b/, 'MEDIUM'],
  ['mix', /(?:^|\s)ecto\.(?:drop|reset)\b/, 'MEDIUM'],
  ['sequelize sequelize-cli', /(?:^|\s)db:(?:drop|migrate:undo:all|seed:undo:all)\b/, 'MEDIUM'],
  ['typeorm typeorm-ts-node-commonjs', /(?:^|\s)schema:drop\b/, 'MEDIUM'],
  ['knex', /(?:^|\s)migrate:rollback\s.*--all\b/, 'MEDIUM'],
  ['drizzle-kit', /(?:^|\s)drop\b/, 'MEDIUM'],
  ['prisma', /(?:^|\s)(?:migrate\s+reset|db\s+push\s.*--force-reset)\b/, 'MEDIUM'],
  ['alembic', /(?:^|\s)downgrade\s+base\b/, 'MEDIUM'],
  ['flyway', /(?:^|\s)clean\b/, 'HIGH'],
  ['liquibase', /(?:^|\s)drop-?all\b/i, 'HIGH'],
  [
    'goose dbmate migrate sqitch atlas',
    /(?:^|\s)(?:reset|drop|down\s+-all|schema\s+clean|revert\s+-y)\b/,
    'MEDIUM',
  ],
  ['rails rake', /(?:^|\s)(?:db:drop:all|environment\s+db:drop)\b/, 'MEDIUM'],
  [
    'php artisan bin/console console symfony',
    /(?:^|\s)(?:doctrine:(?:database|schema):drop|migrate:fresh|db:wipe)\b/,
    'MEDIUM',
  ],
  ['dotnet dotnet-ef', /(?:^|\s)(?:ef\s+)?database\s+drop\b/, 'MEDIUM'],
  // Registries: whoever depends on it loses it.
  ['npm pnpm yarn', /(?:^|\s)unpublish\b/, 'HIGH'],
  ['cargo', /(?:^|\s)yank\b(?!.*--undo)/, 'MEDIUM'],
  ['gem', /(?:^|\s)yank\b/, 'HIGH'],
  ['nuget dotnet', /(?:^|\s)(?:nuget\s+)?delete\s+\S+\s+\d/, 'HIGH'],
  ['nuget', /^delete\s/, 'HIGH'],
  ['vsce ovsx', /(?:^|\s)(?:unpublish|delete)\b/, 'HIGH'],
  ['anaconda', /(?:^|\s)remove\s+\S+/, 'MEDIUM'],
  ['skopeo crane oras', /(?:^|\s)(?:delete|manifest\s+delete|blob\s+delete)\s/, 'HIGH'],
  ['regctl', /(?:^|\s)(?:tag|image|manifest|repo)\s+(?:delete|rm)\b/, 'HIGH'],
  ['reg', /^rm\s/, 'HIGH'],
  // Forges.
  ['gh', /^api\s(?=.*(?:-X\s?|--method[= ])DELETE\b)/i, 'HIGH'],
  [
    'gh',
    /^(?:project\s+delete|cache\s+delete\s.*--all|issue\s+delete|repo\s+archive|org\s+delete)\b/,
    'MEDIUM',
  ],
  ['glab', /^api\s(?=.*(?:-X\s?|--method[= ])DELETE\b)/i, 'HIGH'],
  ['hub', /^delete\b/, 'HIGH'],
  ['tea', /^repos?\s+(?:delete|rm)\b/, 'HIGH'],
  ['svn', /^(?:delete|del|remove|rm)\s.*(?:https?|svn(?:\+ssh)?|file):\/\//, 'MEDIUM'],
  ['p4', /(?:^|\s)obliterate\s(?=.*-y)/, 'HIGH'],
  // Fleets of machines.
  ['knife', /(?:^|\s)(?:node|client|data\s+bag|environment|role|cookbook)\s+(?:bulk\s+)?delete\b/, 'MEDIUM'],
  ['knife', /(?:^|\s)bulk\s+delete\b/, 'HIGH'],
  [
    'juju',
    /(?:^|\s)(?:destroy-model|destroy-controller|kill-controller|remove-application|remove-machine)\b/,
    'HIGH',
  ],
  ['ansible-playbook', /(?:^|\/|\s)[\w-]*(?:destroy|wipe|nuke|teardown)[\w-]*\.ya?ml\b/, 'MEDIUM'],
];
