import { api } from '../api/client';
import { choose, type Language } from '../text/language';

// For this device, and for what the person is mailed. Where it cannot be told, the device has it all the same.
export async function chooseLanguage(next: Language): Promise<void> {
  if (next === 'en' || next === 'de') await api.PUT('/api/account/language', { body: { language: next } }).catch(() => undefined);
  choose(next);
}
