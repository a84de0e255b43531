import { type Config, type Environment, readConfig } from '../platform/config/read-config.ts';
import {
  detectionSettings,
  gatewaySettings,
  kafkaSettings,
  processSettings,
} from '../platform/config/settings.ts';

export const settings = {
  ...kafkaSettings,
  ...processSettings,
  ...detectionSettings,
  ...gatewaySettings,
};
export type GatewayConfig = Config<typeof settings>;

/** @throws TriplineError CONFIG_INVALID */
export function readGatewayConfig(environment: Environment): GatewayConfig {
  return readConfig(settings, environment);
}
