import { type Config, type Environment, readConfig } from '../platform/config/read-config.ts';
import {
  detectionSettings,
  detectorSettings,
  kafkaSettings,
  keySettings,
  processSettings,
} from '../platform/config/settings.ts';

export const settings = {
  ...kafkaSettings,
  ...keySettings,
  ...processSettings,
  ...detectionSettings,
  ...detectorSettings,
};
export type DetectorConfig = Config<typeof settings>;

/** @throws TriplineError CONFIG_INVALID */
export function readDetectorConfig(environment: Environment): DetectorConfig {
  return readConfig(settings, environment);
}
