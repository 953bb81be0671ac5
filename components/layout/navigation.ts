import {
  Activity,
  BookOpen,
  Boxes,
  ChartColumn,
  Gauge,
  KeyRound,
  Network,
  ScrollText,
  Settings,
  Users,
  type LucideIcon,
} from 'lucide-react';

export interface NavigationItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

/** The rail, in groups: what is built, how it is offered, who and what runs it. */
export const NAVIGATION: readonly (readonly NavigationItem[])[] = [
  [
    { href: '/apis', label: 'APIs', icon: Network },
    { href: '/keys', label: 'Keys', icon: KeyRound },
    { href: '/usage-plans', label: 'Usage plans', icon: Gauge },
    { href: '/monitoring', label: 'Monitoring', icon: ChartColumn },
  ],
  [
    { href: '/sdks', label: 'SDKs', icon: Boxes },
    { href: '/portals', label: 'Portal', icon: BookOpen },
  ],
  [
    { href: '/gateways', label: 'Gateways', icon: Activity },
    { href: '/team', label: 'Team', icon: Users },
    { href: '/audit', label: 'Audit', icon: ScrollText },
    { href: '/settings', label: 'Settings', icon: Settings },
  ],
];

export interface ApiTab {
  /** The path below `/apis/{apiId}`; empty for the overview. */
  path: string;
  label: string;
}

/** The pages of one API, in the order of its tabs. */
export const API_TABS: readonly ApiTab[] = [
  { path: '', label: 'Overview' },
  { path: '/resources', label: 'Resources' },
  { path: '/models', label: 'Models' },
  { path: '/authorizers', label: 'Authorizers' },
  { path: '/stages', label: 'Stages' },
  { path: '/deployments', label: 'Deployments' },
  { path: '/dashboard', label: 'Dashboard' },
  { path: '/sdks', label: 'SDKs' },
  { path: '/docs', label: 'Docs' },
  { path: '/settings', label: 'Settings' },
];

/** Whether a page belongs to a destination: the page itself or one below it. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
