import { defineConfig } from 'vite';

export default defineConfig({
  build: { rolldownOptions: { input: 'page.ts', output: { entryFileNames: 'assets/page.js' } } },
});
