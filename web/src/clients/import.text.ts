// The words of the import of a file, which few see.
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  importClients: 'Import clients',
  chooseName: 'Choose the column with the client’s or the contact’s name.',
  showRows: 'Show the rows',
  tooLarge: 'The file is larger than 5 MB. Import it in parts.',
  drop: 'Drop a CSV file here, or',
  choose: 'Choose a file',
  csvFile: 'CSV file',
  fileRule: 'Columns separated by comma, semicolon or tab, headings in the first row; at most 10,000 rows. Nothing is imported before you have seen what each row becomes.',
  doNotImport: 'Do not import',
  whichRows: 'Which rows',
  duplicatesStay: 'Duplicates stay as they are here. Tick one to create it all the same.',
  rowsOfFile: 'Rows of the file',
  import: 'Import',
  row: 'Row',
  contact: 'Contact',
  whatHappens: 'What happens',
  noRows: 'No such rows.',
  states: { new: 'New client', contact: 'Further contact', duplicate: 'Duplicate', refused: 'Not imported' },
  // Each stands behind who is meant: "Quarry Foods has the same email".
  reasons: { email: 'has the same email', phone: 'has the same phone number', name_domain: 'has the same name and domain', name: 'has the same name', row: 'says the same' },
  joins: (row: number | null) => `Joins the client of row ${row ?? ''}`,
  ofRow: (row: number | null) => `Row ${row ?? ''}`,
  imported: (clients: number, contacts: number, left: number) => `${number(clients)} ${plural(clients, { one: 'client', other: 'clients' })} and ${number(contacts)} ${plural(contacts, { one: 'contact', other: 'contacts' })} imported${left > 0 ? `, ${number(left)} ${plural(left, { one: 'row', other: 'rows' })} left out` : ''}`,
  importFile: (name: string) => `Import ${name}`,
  step: (n: 1 | 2 | 3) => `Step ${n} of 3 · ${['File', 'Columns', 'Rows'][n - 1] ?? ''}`,
  nothingImported: (problem: string) => `${problem} Nothing was imported.`,
  importRows: (n: number) => `Import ${number(n)} ${plural(n, { one: 'row', other: 'rows' })}`,
  column: (n: number) => `Column ${n}`,
  whatIs: (column: string) => `What ${column} is`,
  all: (n: number) => `All ${number(n)}`,
  fresh: (n: number) => `New ${number(n)}`,
  duplicates: (n: number) => `Duplicates ${number(n)}`,
  refused: (n: number) => `Not imported ${number(n)}`,
  importRow: (row: number) => `Import row ${row}`,
  showMore: (n: number) => `Show ${number(n)} ${plural(n, { one: 'more row', other: 'more rows' })}`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./import.text.de'));
