import type { Problem } from '#core/compile/problem.ts';
import { Banner } from '../ui/banner.tsx';
import { TextLink } from '../ui/text-link.tsx';

const SHOWN = 20;

function hrefOf(apiId: string, { resourceId, httpMethod }: Problem): string | null {
  if (!resourceId) return null;
  const query = new URLSearchParams({ resource: resourceId, ...(httpMethod ? { method: httpMethod } : {}) });
  return `/apis/${apiId}/resources?${query}`;
}

function List({ apiId, problems }: { apiId: string; problems: readonly Problem[] }) {
  return (
    <>
      <ul className="list-disc pl-4">
        {problems.slice(0, SHOWN).map((problem) => {
          const href = hrefOf(apiId, problem);
          return (
            <li key={`${problem.code} ${problem.pointer}`}>
              {problem.message} {href ? <TextLink href={href}>Open the method</TextLink> : null}
            </li>
          );
        })}
      </ul>
      {problems.length > SHOWN ? <p>and {(problems.length - SHOWN).toLocaleString('en-US')} more.</p> : null}
    </>
  );
}

/** What keeps a draft from being deployed, and what one should know before. */
export function ProblemList({ apiId, problems }: { apiId: string; problems: readonly Problem[] }) {
  const errors = problems.filter(({ level }) => level === 'error');
  const warnings = problems.filter(({ level }) => level === 'warning');
  return (
    <>
      {errors.length > 0 ? (
        <Banner
          tone="failing"
          title={errors.length === 1 ? '1 problem to mend first' : `${errors.length} problems to mend first`}
        >
          <List apiId={apiId} problems={errors} />
        </Banner>
      ) : null}
      {warnings.length > 0 ? (
        <Banner tone="warning" title={warnings.length === 1 ? '1 thing to know' : `${warnings.length} things to know`}>
          <List apiId={apiId} problems={warnings} />
        </Banner>
      ) : null}
    </>
  );
}
