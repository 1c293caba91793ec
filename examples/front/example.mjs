// The end of each example: the cancellation server beside its shop, and the pages before both.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { listensIn, started } from './children.mjs';
import { serveFront } from './front.mjs';

/**
 * Starts them, and says where they are. `here`: the example's folder. `shop`: where the shop is; `paths`: which of the pages' own paths it answers; `staff`: how
 * its staff signs in. `env`: what the cancellation server is told of it, `settings`: what the storefront is.
 */
export async function openExample({ name, here, port, cancellationPort, shop, paths, staff, env, settings }) {
  const seller = randomBytes(32).toString('hex');
  const cancellations = await started(
    here,
    'server.mjs',
    { PORT: cancellationPort, SELLER_TOKEN: seller, ...env },
    listensIn,
  );
  const url = await serveFront({
    port: Number(port),
    shop: join(here, 'shop.js'),
    behind: { ...Object.fromEntries(paths.map((path) => [path, shop])), '/cancellations': cancellations },
    seller,
    settings,
  });
  console.log(`${name}: ${shop} (${staff})\nback office: ${url}/seller\nshop: ${url}`);
}
