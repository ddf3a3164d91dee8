import type { Words } from './once.text';

export default {
  doneBefore: 'Das ist geschehen, bevor der Server neu gestartet wurde. Laden Sie die Seite neu, um es zu sehen.',
} satisfies Words;
