import type { Schemas } from '../api/client';
import css from './ui.module.css';

type Difference = Schemas['FieldDifference'];

// Field by field: what is here, what comes. A difference is marked by a sign as well as by colour.
export function DiffTable({ fields }: { fields: readonly Difference[] }) {
  return (
    <table className={css.diff}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">In Every now</th>
          <th scope="col">From HubSpot</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(field => (
          <tr key={field.field}>
            <td>{field.label}</td>
            <td data-empty={field.every ? undefined : ''}>{field.every || 'Empty'}</td>
            {field.same ? (
              <td data-same="">Same</td>
            ) : (
              <td>
                <span aria-hidden>≠ </span>
                <span className="visually-hidden">Differs: </span>
                <mark>{field.hubspot || 'Empty'}</mark>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
