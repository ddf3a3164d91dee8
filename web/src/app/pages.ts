import { IconCash, IconFileInvoice, IconHome, IconLayoutKanban, IconSettings, IconUsers, IconWriting } from '@tabler/icons-react';

export const pages = [
  ['/', 'Home', IconHome],
  ['/clients', 'Clients', IconUsers],
  ['/clients/pipeline', 'Pipeline', IconLayoutKanban],
  ['/invoices', 'Invoices', IconFileInvoice],
  ['/payments', 'Payments', IconCash],
  ['/proposals', 'Proposals', IconWriting],
  ['/settings', 'Settings', IconSettings],
] as const;
export const firstPages = 4;  // on a narrow screen; the others are under More
export const laterPages = pages.slice(firstPages);
