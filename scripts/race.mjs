// npm run race -- [--count N] [--seed S] [--on sqlite,postgres] [--processes]: random races for one order each, on real databases;
// with --processes each handler is a process of its own, which is killed now and then.
// With --statements: so many guests' statements of withdrawal to two processes over one SQLite file, which are killed now and then.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../test/race/run.ts');
await main(process.argv.slice(2));
