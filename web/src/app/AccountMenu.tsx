import { ActionIcon, Menu } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { chooseLanguage } from '../session/chooseLanguage';
import { useWhoCan } from '../session/may';
import { useSession, useSignOut } from '../session/useSession';
import { language, languages } from '../text/language';
import { text } from './text';

export default function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const session = useSession();
  const signOut = useSignOut();
  const why = useWhoCan('invoices.write');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={text.accountOf(session?.user.name ?? '')}><IconUser size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session?.user.name} · {session?.workspace.name}</Menu.Label>
        {session?.user.role === 'viewer' && <Menu.Label maw={260} style={{ whiteSpace: 'normal' }}>{why}</Menu.Label>}
        <Menu.Item component={Link} to="/settings/account">{text.yourAccount}</Menu.Item>
        {languages.filter(([code]) => code !== language).map(([code, name]) => <Menu.Item key={code} lang={code} onClick={() => void chooseLanguage(code)}>{name}</Menu.Item>)}
        <Menu.Item onClick={onKeys} aria-keyshortcuts="?">{text.keys}</Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{text.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
