import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { fieldError } from '../api/problem';
import { addressLines } from '../text/address';
import { AddressFields } from '../ui/AddressFields';
import { text } from './text';

type BillTo = Schemas['BillTo'] | null;
export const billToValues = (b: BillTo) => ({ instead: b ? 'yes' : '', billName: b?.name ?? '', street: b?.address.street ?? '', street2: b?.address.street2 ?? '', postalCode: b?.address.postalCode ?? '', city: b?.address.city ?? '', region: b?.address.region ?? '', country: b?.address.country ?? '' });
export type BillToValues = ReturnType<typeof billToValues>;
export const billToBody = ({ instead, billName: name, ...address }: BillToValues) => (instead ? { name, address } : null);
export const sayBillTo = (v: BillToValues) => [[text.billName, v.billName], ...addressLines(v)] as const;

// Whether documents name somebody, or somewhere, else; and whom. `at`: where problems with it are pointed to.
export function BillToFields({ now, problem, label, at }: { now: BillToValues; problem: unknown; label: string; at: string }) {
  const [on, setOn] = useState(now.instead !== '');
  return (
    <>
      <Checkbox label={label} name="instead" value="yes" checked={on} onChange={event => setOn(event.currentTarget.checked)} />
      {on && (
        <>
          <TextInput label={text.billName} description={text.billNameHint} name="billName" defaultValue={now.billName} error={fieldError(problem, `${at}/name`)} />
          <AddressFields now={now} problem={problem} at={`${at}/address`} />
        </>
      )}
    </>
  );
}
