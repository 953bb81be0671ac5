'use client';

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { httpMethods } from '#core/methods/schema.ts';

export const boxes = ['request', 'integration', 'response'] as const;
export type Box = (typeof boxes)[number];

const parsers = {
  resource: parseAsString,
  method: parseAsStringLiteral(httpMethods),
  box: parseAsStringLiteral(boxes).withDefault('integration'),
  test: parseAsBoolean.withDefault(false),
};

/** Where one is on the resources page, in its address: the resource, the method, the box of its flow, the test call. */
export function usePlace() {
  const [place, setPlace] = useQueryStates(parsers, { history: 'push' });
  const openResource = useCallback(
    (resourceId: string | null) => void setPlace({ resource: resourceId, method: null, test: null }),
    [setPlace],
  );
  const openMethod = useCallback(
    (resourceId: string, httpMethod: (typeof httpMethods)[number]) =>
      void setPlace({ resource: resourceId, method: httpMethod }),
    [setPlace],
  );
  return {
    resourceId: place.resource,
    httpMethod: place.method,
    box: place.box,
    testing: place.test,
    openResource,
    openMethod,
    openBox: (box: Box) => void setPlace({ box }),
    setTesting: (test: boolean) => void setPlace({ test: test || null }, { history: 'replace' }),
  };
}
