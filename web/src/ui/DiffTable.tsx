import type { Schemas } from '../api/client';
import { common } from '../text/common';
import { text } from './text';
import css from './ui.module.css';

type Difference = Pick<Schemas['FieldDifference'], 'label' | 'every' | 'hubspot' | 'same'> & { field: string };

// Field by field: what is here, what comes. A difference is marked by a sign as well as by colour. `heads` names the
// two sides when they are others.
export function DiffTable({ fields, heads = [text.here, text.there] }: { fields: readonly Difference[]; heads?: readonly [string, string] }) {
  return (
    <table className={css.diff}>
      <thead>
        <tr>
          <th scope="col">{text.field}</th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(field => (
          <tr key={field.field}>
            <td>{field.label}</td>
            <td data-empty={field.every ? undefined : ''}>{field.every || common.empty}</td>
            {field.same ? (
              <td data-same="">{text.same}</td>
            ) : (
              <td>
                <span aria-hidden>≠ </span>
                <span className="visually-hidden">{text.differs}</span>
                <mark>{field.hubspot || common.empty}</mark>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
