import { type Config, type Environment, readConfig } from '../platform/config/read-config.ts';
import {
  elasticsearchSettings,
  indexerSettings,
  kafkaSettings,
  keySettings,
  processSettings,
} from '../platform/config/settings.ts';

export const settings = {
  ...kafkaSettings,
  ...elasticsearchSettings,
  ...keySettings,
  ...processSettings,
  ...indexerSettings,
};
export type IndexerConfig = Config<typeof settings>;

/** @throws TriplineError CONFIG_INVALID */
export function readIndexerConfig(environment: Environment): IndexerConfig {
  return readConfig(settings, environment);
}
