import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './logo.text';

const base64 = (file: File) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new Error(text.fileNotRead));
    reader.readAsDataURL(file);
  });

// The picture at the head of documents and of the pages for clients. It is kept as soon as it is chosen.
export function LogoPicker() {
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const logo = useQuery({ queryKey: ['workspace', 'logo'], queryFn: () => unwrap(api.GET('/api/workspace/logo')) });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['workspace', 'logo'] });
  const put = useMutation({ mutationFn: async (file: File) => unwrap(api.PUT('/api/workspace/logo', { body: { data: await base64(file) } })), onSuccess: refresh });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/workspace/logo') as never), onSuccess: refresh });
  const error = put.error ?? remove.error;
  const has = Boolean(logo.data?.type);
  return (
    <div>
      {error && <Notice tone="negative">{problemWords(error)}</Notice>}
      {has && <img src={`/api/workspace/logo/image?at=${logo.dataUpdatedAt}`} alt={text.theLogo} style={{ display: 'block', maxBlockSize: 64, maxInlineSize: '100%', background: '#fff', padding: 6, borderRadius: 8, marginBlockEnd: 10 }} />}
      <p className={page.dim}>{text.logoRule}</p>
      <May need="settings.write"><Group gap="sm">
        <Button variant="default" loading={put.isPending} onClick={() => input.current?.click()}>{has ? text.changeLogo : text.chooseLogo}</Button>
        {has && <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>{text.removeLogo}</Button>}
      </Group></May>
      <input ref={input} type="file" accept="image/png,image/jpeg" aria-label={text.logoFile} className="visually-hidden" tabIndex={-1} onChange={event => { const file = event.currentTarget.files?.[0]; if (file) put.mutate(file); event.currentTarget.value = ''; }} />
    </div>
  );
}
