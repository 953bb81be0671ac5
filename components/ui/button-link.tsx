import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { buttonStyle, type ButtonLook } from './button-style.ts';
import { cn } from './class-names.ts';

export interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonLook {
  icon?: ReactNode;
}

/** A link that looks like a button: for acts that are a change of page. */
export function ButtonLink({ variant, size, icon, className, children, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} className={cn(buttonStyle({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
