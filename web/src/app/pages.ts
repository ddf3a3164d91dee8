import { IconCash, IconFileInvoice, IconHome, IconLayoutKanban, IconSettings, IconUsers, IconWriting } from '@tabler/icons-react';

export const pages = [
  ['/', 'home', IconHome],
  ['/clients', 'clients', IconUsers],
  ['/clients/pipeline', 'pipeline', IconLayoutKanban],
  ['/invoices', 'invoices', IconFileInvoice],
  ['/payments', 'payments', IconCash],
  ['/proposals', 'proposals', IconWriting],
  ['/settings', 'settings', IconSettings],
] as const;
export const firstPages = 4;  // on a narrow screen; the others are under More
export const laterPages = pages.slice(firstPages);
