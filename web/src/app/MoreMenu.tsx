import { Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { firstOnPhones, firstPages, pages } from './pages';
import css from './shell.module.css';
import { text } from './text';

// On a narrow screen: the pages that have no place in the bar.
export default function MoreMenu() {
  const path = useLocation({ select: location => location.pathname });
  const phone = useMediaQuery('(max-width: 699px)');
  const later = pages.slice(phone ? firstOnPhones : firstPages);
  return (
    <Menu position="top-end">
      <Menu.Target>
        <button type="button" className={`${css.item} ${css.more}`} aria-current={later.some(([to]) => path.startsWith(to)) ? 'page' : undefined}>
          <IconDots size={18} stroke={1.6} aria-hidden />
          <span>{text.more}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {later.map(([to, label, Icon]) => <Menu.Item key={to} component={Link} to={to} leftSection={<Icon size={18} stroke={1.6} aria-hidden />}>{text.pages[label]}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
