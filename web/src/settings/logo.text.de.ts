import type { Words } from './logo.text';

export default {
  logo: 'Logo',
  theLogo: 'Das Logo',
  logoRule: 'Auf Rechnungen, Angeboten, Briefen und den Seiten, die Kunden öffnen. PNG oder JPEG, höchstens 1 MB und 2.000 Pixel je Seite.',
  changeLogo: 'Logo ändern',
  chooseLogo: 'Logo wählen',
  removeLogo: 'Logo entfernen',
  logoFile: 'Logodatei',
  fileNotRead: 'Die Datei konnte nicht gelesen werden.',
} satisfies Words;
