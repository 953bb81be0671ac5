/** SLUICE_FULL_RUN=1 takes the numbers of the bar; without it a test takes a sample that fits into every run. */
export function extent(full: number, sample: number): number {
  return process.env.SLUICE_FULL_RUN === '1' ? full : sample;
}
