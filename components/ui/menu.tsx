'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import * as Radix from 'radix-ui/dropdown-menu';
import { Fragment, type ReactNode } from 'react';
import { cn } from './class-names.ts';
import { Kbd } from './kbd.tsx';

interface ItemLook {
  label: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
  /** Why it is disabled, or what it does. */
  hint?: string;
}

export type MenuItem =
  | (ItemLook & { kind?: 'action'; onSelect: () => void; danger?: boolean; shortcut?: string })
  | (ItemLook & { kind: 'link'; href: string })
  | (ItemLook & { kind: 'choice'; checked: boolean; onSelect: () => void })
  | { kind: 'heading'; label: ReactNode }
  | { kind: 'separator' };

export interface MenuProps {
  /** One button. */
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
}

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-body outline-none select-none data-disabled:text-faint data-highlighted:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted';

function ItemText({ label, hint }: ItemLook) {
  return (
    <span className="grid min-w-0 grow">
      <span className="truncate">{label}</span>
      {hint ? <span className="text-meta text-muted">{hint}</span> : null}
    </span>
  );
}

function Entry({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'separator':
      return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
    case 'heading':
      return <Radix.Label className="px-2 py-1 text-meta font-medium text-muted">{item.label}</Radix.Label>;
    case 'link':
      return (
        <Radix.Item asChild disabled={item.disabled} className={ITEM}>
          <Link href={item.href}>
            {item.icon}
            <ItemText {...item} />
          </Link>
        </Radix.Item>
      );
    case 'choice':
      return (
        <Radix.CheckboxItem
          checked={item.checked}
          disabled={item.disabled}
          onSelect={item.onSelect}
          className={cn(ITEM, 'pr-8 relative')}
        >
          {item.icon}
          <ItemText {...item} />
          <Radix.ItemIndicator className="absolute right-2">
            <Check className="size-4 text-accent" aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.CheckboxItem>
      );
    default:
      return (
        <Radix.Item
          disabled={item.disabled}
          onSelect={item.onSelect}
          className={cn(ITEM, item.danger && 'text-failing data-highlighted:bg-failing-soft [&>svg]:text-failing')}
        >
          {item.icon}
          <ItemText {...item} />
          {item.shortcut ? <Kbd>{item.shortcut}</Kbd> : null}
        </Radix.Item>
      );
  }
}

export function Menu({ trigger, items, align = 'end', side = 'bottom', className }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 animate-rise-in overflow-auto rounded-md border border-line bg-raised p-1 shadow-float',
            className,
          )}
        >
          {items.map((item, index) => (
            <Fragment key={index}>
              <Entry item={item} />
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
