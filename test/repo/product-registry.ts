/** Every metric that any process of Tripline serves, in one registry, for tests that hold other files to it. */
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { ROUTE_IDS } from '../../services/gateway/app.ts';
import { gatewayMetrics } from '../../services/gateway/metrics.ts';
import { writeMetrics } from '../../services/indexer/metrics.ts';
import { detectionMetrics } from '../../services/platform/metrics/detection.ts';
import { createRegistry, pipelineMetrics } from '../../services/platform/metrics/pipeline.ts';

export type Described = MetricObjectWithValues<MetricValue<string>>;

/** By name, Node's own included. A metric's values carry the labels of the one instance that made them. */
export async function productMetrics(): Promise<Map<string, Described[]>> {
  const detector = createRegistry();
  pipelineMetrics(detector, 'detector');
  detectionMetrics(detector);
  const indexer = createRegistry();
  pipelineMetrics(indexer, 'indexer');
  writeMetrics(indexer);
  const gateway = createRegistry();
  gatewayMetrics(gateway, ROUTE_IDS);
  const registries = [detector, indexer, gateway];
  const all = (await Promise.all(registries.map((registry) => registry.getMetricsAsJSON()))).flat();
  return Map.groupBy(all, (metric) => metric.name);
}
