'use client';

import type { ComponentProps, ReactNode } from 'react';
import { buttonStyle, type ButtonLook } from './button-style.ts';
import { cn } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps
  extends Omit<ComponentProps<'button'>, 'size' | 'children' | 'aria-label'>, ButtonLook {
  /** Its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
  loading?: boolean;
  /** Off where the name already stands beside the button. */
  tooltip?: boolean;
}

export function IconButton({
  label,
  icon,
  loading = false,
  tooltip = true,
  variant = 'ghost',
  size,
  className,
  type = 'button',
  ...props
}: IconButtonProps) {
  const button = (
    <button
      {...props}
      type={type}
      aria-label={label}
      aria-busy={loading || undefined}
      className={cn(
        buttonStyle({ variant, size }),
        size === 'sm' ? 'w-7' : 'w-8',
        'px-0 text-muted hover:text-ink',
        className,
      )}
    >
      {loading ? <Spinner /> : icon}
    </button>
  );
  return tooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
