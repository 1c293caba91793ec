// npm run race -- [--count N] [--seed S] [--on sqlite,postgres]: random races for one order each, on real databases.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../test/race/run.ts');
await main(process.argv.slice(2));
