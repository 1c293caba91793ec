import { bundle } from './bundle.mjs';

const plugin = {
  name: 'x',
  renderChunk(code, chunk, options, meta) {
    if (chunk.isEntry) {
      console.log('ENTRY', chunk.fileName, code.length, code.slice(0, 200), '...', code.slice(-400));
      console.log(this.getModuleInfo(chunk.facadeModuleId)?.exports, Object.keys(meta));
    } else
      for (const l of code.split('\n'))
        if (/order-cancel-elements\.js/.test(l)) {
          console.log(chunk.fileName, l.slice(0, 160));
        }
    return null;
  },
};
await bundle(
  { 'order-cancel-elements': 'src/define.ts' },
  { plugins: [plugin], codeSplitting: { groups: [{ name: 'core', tags: ['$initial'] }] } },
);
