// What a field of ours is called, wherever HubSpot's values for it are shown.
import { text } from './fields.text';

// A field that is not here is called as the server says.
export const fieldName = (field: string, label: string): string => (text.names as Readonly<Record<string, string>>)[field] ?? label;

// Fields with their names in the reader's language.
export const named = <F extends { field: string; label: string }>(fields: readonly F[]): F[] => fields.map(one => ({ ...one, label: fieldName(one.field, one.label) }));
