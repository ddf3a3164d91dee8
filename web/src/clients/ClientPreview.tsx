import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { text as words } from './text';

const few = 5;

// What the list of clients has no room for: whom one calls, and what is open with them.
export default function ClientPreview({ client }: { client: Schemas['Client'] }) {
  const query = { client: client.id, limit: few };
  const people = useQuery({ queryKey: ['contacts', 'preview', client.id], queryFn: () => unwrap(api.GET('/api/contacts', { params: { query } })) });
  const deals = useQuery({ queryKey: ['deals', 'preview', client.id], queryFn: () => unwrap(api.GET('/api/deals', { params: { query } })) });
  return (
    <>
      {people.data && people.data.items.length > 0 && (
        <ul className={page.rows} aria-label={words.contacts}>
          {people.data.items.map(one => <li key={one.id}><bdi>{one.name}</bdi><span className={page.dim}>{[one.email, one.phone].filter(Boolean).join(' · ')}</span></li>)}
        </ul>
      )}
      {deals.data && deals.data.items.length > 0 && (
        <ul className={page.rows} aria-label={words.deals(deals.data.items.length)}>
          {deals.data.items.map(one => <li key={one.id}><bdi>{one.name}</bdi><span className={page.dim}>{one.stage.label}{one.amount && ` · ${formatMoney(one.amount)}`}</span></li>)}
        </ul>
      )}
    </>
  );
}
