import type { Words } from './text';

export default {
  signIn: 'Anmelden',
  backToSignIn: '‹ Anmelden',
  forgot: 'Passwort vergessen',
  noMail: 'Hier ist kein E-Mail-Versand eingerichtet.',
  noMailHint: command => <>Wer den Server betreibt, kann Ihnen ein neues Passwort geben: {command}</>,
  lookIntoMail: 'Sehen Sie in Ihr Postfach.',
  linkOnItsWay: email => `Falls es zu ${email} hier ein Konto gibt, ist ein Link für ein neues Passwort unterwegs. Er gilt einmal und eine Stunde lang.`,
  sendLink: 'Link senden',
  passwordChanged: 'Ihr Passwort ist geändert',
  everySessionEnded: 'Alle Sitzungen wurden beendet. Melden Sie sich mit dem neuen Passwort an.',
  choosePassword: 'Neues Passwort wählen',
  askAgain: 'Neuen Link anfordern',
  passwordFor: (name, email) => `Für ${name}, ${email}`,
  changePassword: 'Passwort ändern',
  join: 'Beitreten',
  joinWorkspace: workspace => `${workspace} beitreten`,
  invitation: 'Einladung',
} satisfies Words;
