const DAY_MS = 86_400_000;

/** How long a new access key works, as people choose it; the value is days, empty of them for ever. */
export const expiryOptions = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

/** The moment after which the key is refused, or null for never. */
export function expiryOf(choice: string, nowMs: number): Date | null {
  const days = Number(choice);
  return Number.isInteger(days) && days > 0 ? new Date(nowMs + days * DAY_MS) : null;
}
