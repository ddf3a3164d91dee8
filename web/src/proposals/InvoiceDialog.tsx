import { Button, Group, Modal, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { parseDecimal } from '../documents/totals';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import { text } from './text';

const scale = 6;

// All that is left, or a share of the whole now.
export default function InvoiceDialog({ proposal, onClose, onMade }: { proposal: Schemas['Proposal']; onClose: () => void; onMade: (invoice: Schemas['ProposalInvoiced']) => void }) {
  const once = useOnce();
  const begun = proposal.invoicedPercent !== '0';
  const [part, setPart] = useState('rest');
  const [percent, setPercent] = useState('50');
  const create = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/proposals/{id}/invoice', { params: { path: { id: proposal.id }, header }, body: part === 'share' ? { percent: percent.trim() } : {} }))),
    onSuccess: onMade,
  });
  const left = 100n * 10n ** BigInt(scale) - (parseDecimal(proposal.invoicedPercent, scale) ?? 0n);
  const shown = (Number(left) / 10 ** scale).toString();
  return (
    <Modal opened onClose={onClose} title={text.invoiceTitle(proposal.number ?? '')}>
      <form style={{ display: 'grid', gap: 14 }} onSubmit={event => { event.preventDefault(); create.mutate(); }}>
        {create.error && <Notice tone="negative">{problemWords(create.error)}</Notice>}
        <Radio.Group label={text.accepted(formatMoney(proposal.total), begun ? proposal.invoicedPercent : null)} value={part} onChange={setPart}>
          <Group mt="xs" gap="lg">
            <Radio value="rest" label={begun ? text.theRest(shown) : text.allOfIt} />
            <Radio value="share" label={text.shareNow} />
          </Group>
        </Radio.Group>
        {part === 'share' && <DecimalInput label={text.share} places={6} required value={percent} error={fieldError(create.error, '/percent')} onChange={setPercent} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" loading={create.isPending}>{part === 'share' && percent.trim() ? text.invoiceNow(percent.trim()) : text.createInvoice}</Button>
        </Group>
      </form>
    </Modal>
  );
}
