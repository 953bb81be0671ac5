/** A metric in the Prometheus text exposition format. */
type Metric = { name: string; type: 'counter' | 'gauge'; help: string; value: number };

/** Renders metrics, each without labels. */
export function renderMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, type, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('');
}
