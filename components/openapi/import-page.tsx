'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportSource } from './import-source.tsx';

/**
 * Imports an OpenAPI description in two steps: read it and see what would come of it, then write it. The address holds the
 * task, so the page can be left and found again.
 */
export function ImportPage() {
  const [{ task, api }, setState] = useQueryStates({ task: parseAsString, api: parseAsString }, { history: 'push' });
  const crumbs = api
    ? [{ label: 'APIs', href: '/apis' }, { label: api, href: `/apis/${api}` }, { label: 'Import' }]
    : [{ label: 'APIs', href: '/apis' }, { label: 'Import' }];
  return (
    <PageBody>
      <PageHeader
        title={api ? 'Replace the draft by an OpenAPI description' : 'Import OpenAPI'}
        description="OpenAPI 3.1 and 3.0 and Swagger 2.0, as JSON or YAML, with the x-amazon-apigateway extensions. Nothing is written before you have seen the report."
        crumbs={crumbs}
      />
      {task ? (
        <ImportProgress taskId={task} onStartOver={() => void setState({ task: null })} />
      ) : (
        <ImportSource apiId={api} onStarted={(taskId) => void setState({ task: taskId })} />
      )}
    </PageBody>
  );
}
