import { cva, type VariantProps } from 'class-variance-authority';

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent-solid text-on-accent hover:bg-accent-solid-hover',
        secondary: 'border-line-strong bg-raised text-ink hover:bg-hover active:bg-pressed',
        ghost: 'border-transparent bg-transparent text-ink hover:bg-hover active:bg-pressed',
        danger: 'border-line-strong bg-raised text-failing hover:border-failing-line hover:bg-failing-soft',
        'danger-solid': 'border-transparent bg-failing-solid text-on-failing hover:bg-failing-solid-hover',
      },
      size: {
        sm: 'h-7 px-2.5 text-body',
        md: 'h-8 px-3 text-body',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyle>;
