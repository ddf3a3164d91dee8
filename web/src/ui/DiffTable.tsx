import type { Schemas } from '../api/client';
import css from './ui.module.css';

type Difference = Schemas['FieldDifference'];

const hereAndThere = ['In Every now', 'From HubSpot'] as const;

// Field by field: what is here, what comes. A difference is marked by a sign as well as by colour. `heads` names the
// two sides when they are others.
export function DiffTable({ fields, heads = hereAndThere }: { fields: readonly Difference[]; heads?: readonly [string, string] }) {
  return (
    <table className={css.diff}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
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
