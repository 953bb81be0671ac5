'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import * as Radix from 'radix-ui/toggle-group';
import { themeFrom } from './preference-cookie.ts';
import { setTheme, useTheme } from './use-theme.ts';

const CHOICES = [
  { theme: 'system', label: 'System theme', icon: Monitor },
  { theme: 'light', label: 'Light theme', icon: Sun },
  { theme: 'dark', label: 'Dark theme', icon: Moon },
] as const;

export function ThemeToggle() {
  const { chosen } = useTheme();
  return (
    <Radix.Root
      type="single"
      aria-label="Theme"
      value={chosen}
      onValueChange={(value) => value && setTheme(themeFrom(value))}
      className="inline-flex rounded-md border border-line bg-subtle p-0.5"
    >
      {CHOICES.map(({ theme, label, icon: Icon }) => (
        <Radix.Item
          key={theme}
          value={theme}
          aria-label={label}
          title={label}
          className="inline-flex size-6 items-center justify-center rounded-sm text-muted transition-colors hover:text-ink data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-float"
        >
          <Icon className="size-3.5" aria-hidden="true" />
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
