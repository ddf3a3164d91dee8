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
// In the bar of a narrow screen, and of one as narrow as a phone; the others are under More.
export const firstPages = 5, firstOnPhones = 4;
