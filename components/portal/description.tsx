import type { ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { cn } from '../ui/class-names.ts';

/** A longer text is cut: whoever writes more writes a guide, not a description. */
const maxLength = 50_000;

/**
 * Headings go below those of the page. A picture becomes its alternative text: loaded from elsewhere it would tell another
 * site who reads the page.
 */
const elements: Components = {
  h1: (props) => <h3 className="mt-5 mb-1 font-medium" {...only(props)} />,
  h2: (props) => <h3 className="mt-5 mb-1 font-medium" {...only(props)} />,
  h3: (props) => <h4 className="mt-4 mb-1 font-medium" {...only(props)} />,
  h4: (props) => <h5 className="mt-4 mb-1 font-medium" {...only(props)} />,
  h5: (props) => <h6 className="mt-4 mb-1 font-medium" {...only(props)} />,
  h6: (props) => <h6 className="mt-4 mb-1 font-medium" {...only(props)} />,
  p: (props) => <p className="my-2 first:mt-0 last:mb-0" {...only(props)} />,
  ul: (props) => <ul className="my-2 list-disc pl-5" {...only(props)} />,
  ol: (props) => <ol className="my-2 list-decimal pl-5" {...only(props)} />,
  blockquote: (props) => <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-muted" {...only(props)} />,
  hr: () => <hr className="my-4 border-line" />,
  a: ({ href, children }) => (
    <a
      href={href}
      rel="nofollow noopener ugc"
      className="rounded-sm text-accent underline decoration-accent-line underline-offset-3 hover:decoration-current"
    >
      {children}
    </a>
  ),
  img: ({ alt }) => <em>{alt}</em>,
  code: (props) => <code className="rounded-sm bg-hover px-1 py-px font-mono text-[0.95em]" {...only(props)} />,
  pre: (props) => (
    <pre
      tabIndex={0}
      className="my-2 overflow-x-auto rounded-md border border-line bg-subtle px-3 py-2 font-mono text-meta leading-5 [&_code]:bg-transparent [&_code]:p-0"
      {...only(props)}
    />
  ),
  table: (props) => (
    <div className="my-2 overflow-x-auto">
      <table className="border-collapse text-left" {...only(props)} />
    </div>
  ),
  th: (props) => <th className="border border-line bg-subtle px-2 py-1" {...only(props)} />,
  td: (props) => <td className="border border-line px-2 py-1" {...only(props)} />,
};

/** Markdown's own classes and the syntax node stay out of the page. */
function only({ children }: { children?: ReactNode }) {
  return { children };
}

export interface DescriptionProps {
  /** Markdown by whoever wrote the API: raw HTML in it is dropped, and what is left is sanitised. */
  text: string;
  className?: string;
}

export function Description({ text, className }: DescriptionProps) {
  return (
    <div className={cn('max-w-180 min-w-0 break-words', className)}>
      <Markdown skipHtml remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={elements}>
        {text.slice(0, maxLength)}
      </Markdown>
    </div>
  );
}
