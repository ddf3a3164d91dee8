import type { Words } from './fields.text';

export default {
  names: {
    firstName: 'Vorname', lastName: 'Nachname', name: 'Name', legalName: 'Rechtlicher Name', company: 'Firma', jobTitle: 'Position',
    email: 'E-Mail', emails: 'Weitere E-Mails', phone: 'Telefon', mobile: 'Mobil', website: 'Website', taxId: 'Steuernummer',
    address: 'Adresse', 'address.street': 'Straße', 'address.street2': 'Adresszusatz', 'address.city': 'Ort', 'address.region': 'Region', 'address.postalCode': 'Postleitzahl', 'address.country': 'Land',
    amount: 'Betrag', pipeline: 'Pipeline', stage: 'Phase', closeDate: 'Abschlussdatum', probability: 'Wahrscheinlichkeit', outcome: 'Ausgang',
    owner: 'Zuständig', ownerId: 'Zuständig', client: 'Kunde', contacts: 'Kontakte', hubspot: 'HubSpot-Datensatz',
  },
} satisfies Words;
