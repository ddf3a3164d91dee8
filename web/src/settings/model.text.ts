// The words of the page of the language model.
import { catalogue, number } from '../text/catalogue';

const en = {
  title: 'Language model',
  endpoint: 'Endpoint',
  address: 'Address',
  addressHint: "Of an API like OpenAI's, with functions (tools). https, or http on this server itself",
  model: 'Model',
  modelHint: 'As the endpoint calls it',
  key: 'Key',
  keyHint: 'Kept sealed, sent to this address alone',
  keptAsItIs: 'Kept as it is',
  readWithIt: 'Read the chat with it',
  saved: 'Saved',
  removeKey: 'Remove key',
  save: 'Save language model',
  test: 'Test',
  works: 'It works.',
  worksWords: (ms: number) => `It chose what answers “Is HubSpot ok?” in ${number(ms)} ms.`,
  fails: "It can't be used like this.",
  testHint: 'Asks one small question with what is saved, whether it is on or off.',
  testNow: 'Test language model',
  leaves: 'What leaves this server',
  leavesIntro: 'While it is on, each message that somebody types into the chat goes to this address. Commands that begin with / do not. With a message go:',
  leavesWhat: [
    'the four questions before it in the conversation, what the chat understood and said, and up to 20 names that the last answer listed',
    'the kind and the name of the client, contact, deal or document that is open',
    'what the chat can do, as functions',
  ],
  nothingElse: 'Nothing else of your records is sent, and nothing to anybody else. What is kept there is up to its operator.',
  mayDo: 'What it may do',
  mayDoWords:
    'It chooses one function or asks back, nothing more. What changes something stays a proposal that waits for a click, with the permissions of who clicks. When its answer is of no use, or takes longer than 8 seconds, the chat reads the message by itself and says so.',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./model.text.de'));
