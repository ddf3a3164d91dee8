import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `__CSP_NONCE__` is replaced by the server with a fresh nonce for every page.
export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022', manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0,
    // One file: apart, it packs worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  // One window for all of a worker's files: starting one takes longer than the tests. Each leaves it as it was.
  test: { environment: 'happy-dom', isolate: false, unstubGlobals: true, restoreMocks: true },
});
