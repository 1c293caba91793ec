/** Of the custom elements manifest's analyzer: public elements and what they inherit; what they own lies deeper. */
export default {
  globs: ['src/elements/*/*.ts', 'src/events/*-event.ts'],
  exclude: ['**/*.styles.ts'],
  litelement: true,
  quiet: true,
  // It would rewrite package.json.
  packagejson: false,
};
