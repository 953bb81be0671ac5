import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { InterfaceProviders } from '#components/layout/interface-providers.tsx';
import { PREFERENCE, themeFrom } from '#components/ui/preference-cookie.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Sluice', template: '%s · Sluice' },
  description: 'Design, deploy and watch your APIs on your own gateway.',
  icons: { icon: '/brand-mark.svg' },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0d0f' },
  ],
};

/** The theme comes from a cookie, so the first paint has it and no script has to run before. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const preferences = await cookies();
  const theme = themeFrom(preferences.get(PREFERENCE.theme)?.value);
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <InterfaceProviders>{children}</InterfaceProviders>
      </body>
    </html>
  );
}
