import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWhoCan } from '../session/may';
import { useSession } from '../session/useSession';
import css from './shell.module.css';
import { text } from './text';

// Said once, so that no screen has to explain what it does not show.
export default function ReadOnly() {
  const session = useSession();
  const why = useWhoCan('invoices.write');
  if (session?.user.role !== 'viewer') return null;
  return <Tooltip label={why} multiline maw={280}><Link to="/settings/people" className={css.readOnly} aria-label={text.readOnlyWhy(why)}>{text.readOnly}</Link></Tooltip>;
}
