import type { Integration } from '#core/integrations/schema.ts';

/** What each part of the integration editor takes. */
export interface IntegrationPartProps {
  integration: Integration;
  change: (part: Partial<Integration>) => void;
  disabled: boolean;
}
