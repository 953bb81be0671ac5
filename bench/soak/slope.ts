/** The least-squares slope of points (ms, value), in value per minute. */
export function slopePerMinute(points: readonly (readonly [number, number])[]): number {
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return (covariance / variance) * 60_000;
}

/** For each point (ms, value) with a whole window of points before it, the highest value of that window. */
export function highestOfWindow(
  points: readonly (readonly [number, number])[],
  windowMs: number,
): (readonly [number, number])[] {
  const startMs = points[0]?.[0] ?? 0;
  return points
    .filter(([atMs]) => atMs - startMs >= windowMs)
    .map(([atMs]) => {
      const window = points.filter(([other]) => other > atMs - windowMs && other <= atMs);
      return [atMs, Math.max(...window.map(([, value]) => value))] as const;
    });
}
