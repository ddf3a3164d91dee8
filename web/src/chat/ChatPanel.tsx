import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconArrowUp, IconHistory, IconPlus, IconX } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { Blocks } from './cards';
import css from './chat.module.css';
import { commandsFor } from './commands';
import { keepConversation, lastConversation, useAbout, useConversation, useSay } from './data';
import { ReadBy } from './ReadBy';
import { text } from './text';

const ChatHistory = lazy(withWords(() => import('./ChatHistory')));
const widthKey = 'every-chat-width', draftKey = 'every-chat-draft', placeKey = 'every-chat-place';
const narrowest = 320, widest = 520, usual = 380;
const bounded = (width: number) => Math.min(widest, Math.max(narrowest, Math.round(width)));
// The panel lies at the page's end: what makes it wider there makes it narrower in a script from right to left.
const outward = () => (document.documentElement.dir === 'rtl' ? 1 : -1);
const near = 80;  // px from the end that still count as being there

const online = (changed: () => void) => {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => { removeEventListener('online', changed); removeEventListener('offline', changed); };
};

// Business Context: asked in words, answered with cards. Docked beside the page; the whole screen on phones.
// `takeFocus`: somebody opened it just now; one that was open before the page was loaded leaves the focus alone.
export default function ChatPanel({ onClose, takeFocus }: { onClose: () => void; takeFocus: boolean }) {
  const id = useId();
  const navigate = useNavigate();
  const connected = useSyncExternalStore(online, () => navigator.onLine);
  const [conversation, setConversation] = useState(lastConversation);
  const [width, setWidth] = useState(() => bounded(Number(localStorage.getItem(widthKey)) || usual));
  const [typed, setTyped] = useState(() => sessionStorage.getItem(draftKey) ?? '');
  const [at, setAt] = useState(0);
  const [unseen, setUnseen] = useState(false);
  const [past, setPast] = useState(false);
  const [dropped, setDropped] = useState<string | null>(null);
  const [began] = useState(Date.now);
  const input = useRef<HTMLTextAreaElement>(null);
  const log = useRef<HTMLDivElement>(null);
  // Where somebody had scrolled to when it was closed; at the end unless it says otherwise.
  const place = useRef(sessionStorage.getItem(placeKey));
  const atEnd = useRef(place.current === null);
  const recalled = useRef(0);
  const known = useConversation(conversation);
  const messages = known.data?.messages ?? [];
  const page = useAbout();
  const about = page && page.about.id !== dropped ? page : null;
  const say = useSay(conversation, about?.about ?? null, begun => { setConversation(begun); keepConversation(begun); });
  const list = commandsFor(typed);
  const chosen = list[Math.min(at, list.length - 1)];

  // A conversation that is gone, or somebody else's, is begun anew.
  useEffect(() => {
    if (!known.error) return;
    keepConversation(null);
    setConversation(null);
  }, [known.error]);
  useEffect(() => { if (takeFocus) input.current?.focus(); }, [takeFocus]);
  // On a phone it covers the page: whoever goes somewhere wants to see it.
  const path = useLocation({ select: location => location.pathname });
  const shownAt = useRef(path);
  useEffect(() => {
    if (path !== shownAt.current && matchMedia('(max-width: 699px)').matches) onClose();
    shownAt.current = path;
  }, [path, onClose]);
  useEffect(() => sessionStorage.setItem(draftKey, typed), [typed]);
  const toEnd = () => { if (log.current) log.current.scrollTop = log.current.scrollHeight; setUnseen(false); };
  useLayoutEffect(() => {
    if (place.current !== null) {
      if (messages.length === 0 || !log.current) return;
      log.current.scrollTop = Number(place.current);
      place.current = null;
    } else if (atEnd.current) toEnd();
    else if (messages.length > 0) setUnseen(true);
  }, [messages.length, say.isPending]);
  // Cards grow when their records come: whoever was at the end stays there.
  useEffect(() => {
    const box = log.current?.firstElementChild;
    if (!box) return;
    const grown = new ResizeObserver(() => { if (atEnd.current) toEnd(); });
    grown.observe(box);
    return () => grown.disconnect();
  }, []);

  // Another conversation, from its end; null begins one.
  const open = (next: string | null) => {
    keepConversation(next);
    setConversation(next);
    setPast(false);
    say.reset();
    sessionStorage.removeItem(placeKey);
    place.current = null;
    atEnd.current = true;
    requestAnimationFrame(() => { toEnd(); input.current?.focus(); });
  };
  const send = (words: string) => {
    const said = words.trim();
    if (!said || say.isPending || !navigator.onLine) return;
    setPast(false);
    recalled.current = 0;
    atEnd.current = true;
    setTyped('');
    setAt(0);
    say.mutate(said, { onError: () => setTyped(now => now || said) });
  };
  const asked = messages.filter(message => message.role === 'person').map(message => message.text);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (chosen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      setAt((Math.min(at, list.length - 1) + (event.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length);
    } else if (chosen && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)) && chosen.name !== typed) {
      if (event.key === 'Enter' && !chosen.needs) send(chosen.name);
      else setTyped(`${chosen.name} `);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      send(typed);
    } else if (event.key === 'ArrowUp' && (typed === '' || recalled.current > 0) && recalled.current < asked.length) {
      setTyped(asked[asked.length - ++recalled.current] ?? '');
    } else if (event.key === 'ArrowDown' && recalled.current > 0) {
      setTyped(--recalled.current === 0 ? '' : (asked[asked.length - recalled.current] ?? ''));
    } else if (event.key === 'Escape') {
      if (chosen) setTyped('');
      else document.getElementById('main')?.focus();
    } else return;
    event.preventDefault();
  };
  const resize = (next: number) => {
    const now = bounded(next);
    setWidth(now);
    localStorage.setItem(widthKey, String(now));
  };
  const onDrag = (event: PointerEvent<HTMLDivElement>) => {
    const bar = event.currentTarget, from = event.clientX, was = width;
    bar.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => resize(was + outward() * (moved.clientX - from));
    bar.addEventListener('pointermove', move);
    bar.addEventListener('pointerup', () => bar.removeEventListener('pointermove', move), { once: true });
  };
  // Pages of ours open here, without loading anew.
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-spa]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void navigate({ href: link.getAttribute('href') ?? '/' });
  };

  return (
    <aside className={css.panel} aria-label={text.name} style={{ '--chat-width': `${width}px` } as React.CSSProperties}>
      {/* A splitter is a widget: the keyboard moves it as the pointer does. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={css.splitter} role="separator" aria-orientation="vertical" aria-label={text.width} aria-valuemin={narrowest} aria-valuemax={widest} aria-valuenow={width}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0} onPointerDown={onDrag}
        onKeyDown={event => {
          const step = event.key === 'ArrowLeft' ? -20 * outward() : event.key === 'ArrowRight' ? 20 * outward() : 0;
          if (step === 0) return;
          event.preventDefault();
          resize(width + step);
        }}
      />
      <header className={css.head}>
        <h2>{text.name}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={text.past} title={text.past} aria-expanded={past} onClick={() => setPast(!past)}><IconHistory size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={text.newConversation} title={text.newConversation} onClick={() => open(null)}><IconPlus size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={text.close} onClick={onClose}><IconX size={18} aria-hidden /></ActionIcon>
      </header>
      {past && <Suspense><ChatHistory current={conversation} onOpen={open} onGone={id => { if (id === conversation) { keepConversation(null); setConversation(null); } }} /></Suspense>}
      <div
        className={css.log} hidden={past} ref={log} role="log" aria-label={text.conversation} aria-live="polite"
        // It scrolls, so the keyboard has to reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={event => {
          const box = event.currentTarget;
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < near;
          if (atEnd.current) setUnseen(false);
          if (place.current !== null) return;
          if (atEnd.current) sessionStorage.removeItem(placeKey);
          else sessionStorage.setItem(placeKey, String(Math.round(box.scrollTop)));
        }}
      >
        {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the links have the keys */}
        <div className={css.messages} onClick={onClick}>
          {messages.length === 0 && !say.isPending && (
            <div className={css.empty}>
              <p>{text.askOrPick}</p>
              <div className={css.chips}>{text.first.map(one => <button key={one} type="button" className={css.chip} onClick={() => send(one)}>{one}</button>)}</div>
            </div>
          )}
          {messages.map(message => (
            <div key={message.id} className={css.message} data-role={message.role}>
              <span className="visually-hidden">{message.role === 'person' ? text.youAt(formatTime(message.at)) : text.everyAt(formatTime(message.at))} </span>
              {message.text && <p dir="auto">{message.text}</p>}
              <Blocks blocks={message.blocks} conversation={conversation} say={send} fresh={Date.parse(message.at) > began} />
              <ReadBy message={message} />
            </div>
          ))}
          {say.isPending && <div className={css.message} data-role="person"><p dir="auto">{say.variables}</p></div>}
        </div>
      </div>
      {unseen && <button type="button" className={css.unseen} onClick={toEnd}>{text.newMessages}</button>}
      <div className={css.foot}>
        {!connected && <p className={css.note} role="status">{text.offline}</p>}
        {say.error && connected && <p className={css.note} role="alert">{problemWords(say.error)} <Button size="compact-xs" variant="subtle" onClick={() => send(say.variables ?? typed)}>{common.tryAgain}</Button></p>}
        {about && <span className={css.about}>{text.about} <b dir="auto">{about.name}</b><button type="button" aria-label={text.notAbout(about.name)} onClick={() => setDropped(about.about.id)}>×</button></span>}
        {list.length > 0 && (
          <div className={css.commands} id={`${id}-commands`} role="listbox" aria-label={text.commandsLabel}>
            {list.map((one, i) => (
              // The keys are the input's.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div key={one.name} id={`${id}-${i}`} role="option" tabIndex={-1} aria-selected={one === chosen} onClick={() => { if (one.needs) { setTyped(`${one.name} `); input.current?.focus(); } else send(one.name); }}>
                <code>{one.name}</code> <span>{text.commands[one.name]}</span>
              </div>
            ))}
          </div>
        )}
        <div className={css.write}>
          <Textarea
            ref={input} aria-label={text.ask} placeholder={text.askHint} autosize minRows={1} maxRows={6} maxLength={2000} value={typed} onChange={event => { setTyped(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown}
            aria-haspopup="listbox" aria-controls={list.length > 0 ? `${id}-commands` : undefined} aria-autocomplete="list" aria-activedescendant={chosen ? `${id}-${list.indexOf(chosen)}` : undefined} style={{ flex: 1 }}
          />
          <ActionIcon size="lg" aria-label={text.send} onClick={() => send(typed)} disabled={!connected || typed.trim() === ''} loading={say.isPending}><IconArrowUp size={18} aria-hidden /></ActionIcon>
        </div>
      </div>
    </aside>
  );
}
