import { Group, TextInput } from '@mantine/core';
import { fieldError } from '../api/problem';
import { address as words, type Address } from '../text/address';

// The lines of an address in a form. `at`: where problems with it are pointed to.
export function AddressFields({ now, problem, at }: { now: Address; problem: unknown; at: string }) {
  return (
    <>
      <TextInput label={words.street} name="street" defaultValue={now.street} />
      <TextInput label={words.street2} name="street2" defaultValue={now.street2} />
      <Group grow>
        <TextInput label={words.postalCode} name="postalCode" defaultValue={now.postalCode} />
        <TextInput label={words.city} name="city" defaultValue={now.city} />
      </Group>
      <Group grow>
        <TextInput label={words.region} name="region" defaultValue={now.region} />
        <TextInput label={words.country} name="country" defaultValue={now.country} error={fieldError(problem, `${at}/country`)} />
      </Group>
    </>
  );
}
