import { number } from '../text/catalogue';
import type { Words } from './model.text';

export default {
  title: 'Sprachmodell',
  endpoint: 'Endpunkt',
  address: 'Adresse',
  addressHint: 'Einer Schnittstelle wie der von OpenAI, mit Funktionen (Tools). https, oder http auf diesem Server selbst',
  model: 'Modell',
  modelHint: 'Wie der Endpunkt es nennt',
  key: 'Schlüssel',
  keyHint: 'Wird versiegelt aufbewahrt und nur an diese Adresse gesendet',
  keptAsItIs: 'Bleibt, wie er ist',
  readWithIt: 'Den Chat damit lesen',
  saved: 'Gespeichert',
  removeKey: 'Schlüssel entfernen',
  save: 'Sprachmodell speichern',
  test: 'Test',
  works: 'Es funktioniert.',
  worksWords: ms => `Es hat in ${number(ms)} ms gewählt, was „Is HubSpot ok?“ beantwortet.`,
  fails: 'So lässt es sich nicht verwenden.',
  testHint: 'Stellt eine kleine Frage mit dem, was gespeichert ist, ob es eingeschaltet ist oder nicht.',
  testNow: 'Sprachmodell testen',
  leaves: 'Was diesen Server verlässt',
  leavesIntro: 'Solange es eingeschaltet ist, geht jede Nachricht, die jemand in den Chat schreibt, an diese Adresse. Befehle, die mit / beginnen, nicht. Mit einer Nachricht gehen:',
  leavesWhat: [
    'die vier Fragen davor im Gespräch, was der Chat verstanden und gesagt hat, und bis zu 20 Namen, die die letzte Antwort nannte',
    'Art und Name des Kunden, Kontakts, Deals oder Dokuments, das geöffnet ist',
    'was der Chat kann, als Funktionen',
  ],
  nothingElse: 'Sonst wird nichts aus Ihren Daten gesendet, und an niemanden sonst. Was dort gespeichert wird, liegt beim Betreiber.',
  mayDo: 'Was es darf',
  mayDoWords:
    'Es wählt eine Funktion oder fragt zurück, mehr nicht. Was etwas ändert, bleibt ein Vorschlag, der auf einen Klick wartet, mit den Rechten dessen, der klickt. Ist seine Antwort unbrauchbar oder dauert sie länger als 8 Sekunden, liest der Chat die Nachricht selbst und sagt es.',
} satisfies Words;
