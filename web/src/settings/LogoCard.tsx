import page from '../ui/page.module.css';
import { text } from './logo.text';
import { LogoPicker } from './LogoPicker';

export function LogoCard() {
  return (
    <section className={page.card} aria-labelledby="logo">
      <h2 id="logo">{text.logo}</h2>
      <LogoPicker />
    </section>
  );
}
