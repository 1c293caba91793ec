import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { sidebar } from './.made/sidebar.mjs';

export default defineConfig({
  // Files beside each other: links between them hold wherever the folder is put.
  build: { format: 'file', inlineStylesheets: 'never' },
  trailingSlash: 'never',
  telemetry: false,
  // No picture is worked on.
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  integrations: [
    starlight({
      title: 'order-cancel-elements',
      customCss: ['./src/styles/site.css'],
      head: [{ tag: 'script', attrs: { type: 'module', src: '/live/live.js' } }],
      // Long lines go on below: what scrolls by itself would have to be told apart by name.
      expressiveCode: { defaultProps: { wrap: true }, shiki: { langAlias: { vue: 'html', svelte: 'html' } } },
      credits: false,
      sidebar,
    }),
  ],
});
