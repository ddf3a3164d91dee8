import { Button, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { common } from '../text/common';
import page from '../ui/page.module.css';
import { text } from './check.text';
import { connect } from './connect';
import type { Status } from './data';
import { statusKey } from './StatusProvider';
import css from './hubspot.module.css';
import { text as shared } from './text';
import { when } from './words';

const names = ['access', 'permissions', 'answers', 'schedule', 'recent'] as const;
interface Line {
  name: (typeof names)[number];
  ok: boolean | null; // null: being checked
  said: string;
  fix?: 'reconnect';
}
const noAccess = new Set(['token_expired', 'token_invalid', 'account_mismatch', 'not_connected']);

// What a real request to HubSpot and the status of this moment say, line by line.
async function lines(done: (index: number, line: Omit<Line, 'name'>) => void): Promise<void> {
  const status: Status = await unwrap(api.GET('/api/hubspot/status'));
  let problem: Problem | null = null;
  const started = performance.now();
  try {
    await unwrap(api.GET('/api/hubspot/properties/{object}', { params: { path: { object: 'contacts' } } }));
  } catch (error) {
    problem = error instanceof Problem ? error : Problem.unreachable();
  }
  const took = Math.round(performance.now() - started);
  const refused = problem !== null && noAccess.has(problem.code);
  const access = !refused && status.connection.state === 'connected';
  done(0, access ? { ok: true, said: '' } : { ok: false, said: problem && refused ? problemWords(problem) : shared.accessRefused, fix: 'reconnect' });
  const { missing, off } = status.connection.scopes;
  done(1, missing.length > 0 || problem?.code === 'scope_missing'
    ? { ok: false, said: text.missing(missing.join(', ') || problem?.detail || text.one), fix: 'reconnect' }
    : { ok: true, said: off.length > 0 ? text.without(off.map(one => one.scope).join(', '), off.map(one => one.off).join('; ')) : '' });
  done(2, problem === null ? { ok: true, said: text.took(took) } : refused || problem.code === 'scope_missing' ? { ok: true, said: text.refuses } : { ok: false, said: `${problemWords(problem)} ${problem.fix}` });
  const { frequency, nextRunAt, lastSuccessAt, health } = status.sync;
  done(3, frequency === 'off' ? { ok: false, said: text.frequencyOff } : status.run ? { ok: true, said: text.atWork } : nextRunAt ? { ok: true, said: Date.parse(nextRunAt) <= Date.now() ? text.dueNow : text.next(when(nextRunAt)) } : { ok: false, said: text.notDue, fix: 'reconnect' });
  const late = health === 'late' || health === 'failing' || health === 'never';
  done(4, { ok: !late && lastSuccessAt !== null, said: lastSuccessAt ? text.lastSuccess(when(lastSuccessAt)) : text.neverSynced });
}

export function CheckConnection({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<readonly Line[]>([]);
  useEffect(() => {
    let gone = false;
    setFound(names.map(name => ({ name, ok: null, said: '' })));
    const put = (index: number, line: Omit<Line, 'name'>) => { if (!gone) setFound(old => old.map((one, i) => (i === index ? { name: one.name, ...line } : one))); };
    lines(put)
      .catch(error => names.forEach((_, i) => put(i, { ok: false, said: i === 0 ? problemWords(error) : text.notChecked })))
      .finally(() => void queries.invalidateQueries({ queryKey: statusKey }));
    return () => { gone = true; };
  }, [turn, queries]);
  const running = found.some(line => line.ok === null);
  return (
    <div style={{ marginBlockStart: 14 }}>
      <div role="status" aria-label={text.label} aria-busy={running}><ul className={css.checks}>
        {found.map(line => (
          <li key={line.name}>
            {line.ok === null ? <Loader size={14} aria-label={text.checking} /> : <span aria-hidden>{line.ok ? '✓' : '✗'}</span>}
            <span>{line.ok !== null && <span className="visually-hidden">{line.ok ? text.yes : text.no} </span>}{text.names[line.name]}</span>
            {line.said && <small>{line.said} {line.fix === 'reconnect' && <Button size="compact-xs" variant="default" onClick={() => void connect().catch(() => undefined)}>{shared.reconnect}</Button>}</small>}
          </li>
        ))}
      </ul></div>
      <div className={page.filters} style={{ marginBlockStart: 8 }}>
        <Button size="xs" variant="default" disabled={running} onClick={() => setTurn(turn + 1)}>{text.again}</Button>
        <Button size="xs" variant="subtle" onClick={onClose}>{common.close}</Button>
      </div>
    </div>
  );
}
