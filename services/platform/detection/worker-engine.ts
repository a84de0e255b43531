import type { Engine } from '../../core/detection/types.ts';
import { isTriplineError } from '../../core/errors.ts';
import type { Logger } from '../log/logger.ts';
import { reloadingEngine } from './reloading-engine.ts';

/** Of detectionSettings. */
export interface EngineConfig {
  TRIPLINE_RULES_FILE?: string | undefined;
  TRIPLINE_FINGERPRINTS_FILE?: string | undefined;
}

/** A worker's engine; its log says what became of files that changed. @throws TriplineError CONFIG_INVALID when they are wrong at the start */
export function workerEngine(config: EngineConfig, logger: Logger): Promise<Engine> {
  return reloadingEngine(
    { rules: config.TRIPLINE_RULES_FILE, fingerprints: config.TRIPLINE_FINGERPRINTS_FILE },
    {
      reloaded: (digest) => logger.info({ rules_digest: digest }, 'the rules were read again'),
      refused: (error) =>
        logger.error(
          { detail: isTriplineError(error) ? error.detail : 'unexpected' },
          'the rules were read again and are wrong: the old ones stay',
        ),
    },
  );
}
