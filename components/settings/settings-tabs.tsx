import { LinkTabs } from '../ui/link-tabs.tsx';

/** The pages of the workspace's settings and of one's own account, side by side. */
export function SettingsTabs() {
  return (
    <LinkTabs
      label="Settings"
      tabs={[
        { href: '/settings', label: 'Workspace', exact: true },
        { href: '/settings/access-keys', label: 'Access keys' },
        { href: '/settings/aws', label: 'AWS' },
        { href: '/settings/network', label: 'Network' },
        { href: '/settings/account', label: 'Your account' },
      ]}
    />
  );
}
