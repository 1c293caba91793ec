// npm run demo: builds, then serves the demo pages over mocks, without a server. PORT chooses another port.
import './build.mjs';
import { serveDemo } from './demo-server.mjs';

const { url } = await serveDemo({ port: Number(process.env.PORT ?? 5173) });
console.log(`\nThe demo is at ${url}\n`);
