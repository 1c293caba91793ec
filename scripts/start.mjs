// npm start: builds, then serves the sample shop over a database in a file, and the demo pages below /demo/. PORT chooses another
// port, DATABASE_URL another database.
import './build.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './entries.mjs';

const server = spawn(process.execPath, [join(root, 'bin/order-cancel-elements.mjs'), 'serve'], { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
