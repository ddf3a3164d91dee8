import { useNavigate, useSearch } from '@tanstack/react-router';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { ActivityList, type ActivitySearch } from './ActivityList';
import { text } from './text';

// What happened in the workspace, from every part of it.
export function ActivityPage() {
  const search = useSearch({ strict: false }) as ActivitySearch;
  const navigate = useNavigate();
  return (
    <>
      <div className={page.head}><div><PageTitle>{text.activity}</PageTitle><p className={page.sub}>{text.sub}</p></div></div>
      <ActivityList search={search} set={change => void navigate({ to: '/activity', search: { ...search, ...change } as never, replace: true, resetScroll: false })} />
    </>
  );
}
