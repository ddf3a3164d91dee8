import type { ReactNode } from 'react';
import { catalogue } from '../text/catalogue';

const en = {
  signIn: 'Sign in',
  backToSignIn: '‹ Sign in',
  forgot: 'Forgot password',
  noMail: 'No mail is set up here.',
  noMailHint: (command: ReactNode): ReactNode => <>Whoever runs the server can give you a new password: {command}</>,
  lookIntoMail: 'Look into your mail.',
  linkOnItsWay: (email: string) => `If ${email} is an account here, a link to a new password is on its way. It works once, for an hour.`,
  sendLink: 'Send me a link',
  passwordChanged: 'Your password is changed',
  everySessionEnded: 'Every session ended. Sign in with the new password.',
  choosePassword: 'Choose a new password',
  askAgain: 'Ask for a new link',
  passwordFor: (name: string, email: string) => `For ${name}, ${email}`,
  changePassword: 'Change password',
  join: 'Join',
  joinWorkspace: (workspace: string) => `Join ${workspace}`,
  invitation: 'Invitation',
};

export type Words = typeof en;
export const text = catalogue(en, () => import('./text.de'));
