import type { CancelPolicy } from '../domain/policy.ts';
import type { Money, Order } from '../domain/records.ts';
import { formatInstant } from '../domain/values/instant.ts';
import poshmark from '../policy/presets/poshmark.ts';
import shopBuilder from '../policy/presets/shop-builder.ts';
import type { Principal } from '../server/options.ts';
import type { Word } from './words.ts';

/** Who can sign in to the sample shop, without a password. */
export const people: Record<string, Principal & { id: Word; name: string }> = {
  ada: { id: 'ada', name: 'Ada Martins', roles: ['buyer'] },
  'second-row': { id: 'second-row', name: 'Second Row', roles: ['seller'] },
  kawabe: { id: 'kawabe', name: 'Kawabe Crafts', roles: ['seller'] },
  support: { id: 'support', name: 'Support', roles: ['platform'] },
};

export const policies: CancelPolicy[] = [poshmark, shopBuilder];

/** Each seller has rules of their own. */
export function policyFor({ seller }: Order): string {
  return (seller.id === 'kawabe' ? shopBuilder : poshmark).id;
}

/** What an order is called once it was sent, where its seller can still send it. */
export function sentStatus({ seller, status }: Order): string | null {
  const open = seller.id === 'kawabe' ? ['PREPARING', 'AWAITING_SHIPMENT'] : ['PLACED'];
  if (!open.includes(status)) return null;
  return seller.id === 'kawabe' ? 'IN_TRANSIT' : 'SHIPPED';
}

const minute = 60_000;
const hour = 60 * minute;

/** What a sample shop begins with, as of `now` (epoch ms). */
export function sampleOrders(now: number): Order[] {
  let number = 1041;
  const order = (
    seller: 'second-row' | 'kawabe',
    status: string,
    age: number,
    goods: [title: string, price: number, quantity?: number][],
    changes: Partial<Order> = {},
  ): Order => {
    const currency = seller === 'kawabe' ? 'EUR' : 'USD';
    const money = (amount: number): Money => ({ amount, currency });
    const total = money(goods.reduce((sum, [, price, quantity = 1]) => sum + price * quantity, 0));
    const id = `order-${++number}`;
    const placedAt = formatInstant(now - age);
    return {
      id,
      number: String(number),
      status,
      placedAt,
      paidAt: placedAt,
      total,
      payment: { method: 'card', paid: total, refunded: money(0) },
      lines: goods.map(([title, price, quantity = 1], index) => ({
        id: `${id}-${index + 1}`,
        sku: title.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
        title,
        quantity,
        unitPrice: money(price),
      })),
      buyer: { id: 'ada', name: 'Ada Martins', status: 'active', locale: 'en', email: 'ada@example.com' },
      seller: {
        id: seller,
        name: people[seller]?.name ?? '',
        status: 'active',
        contactUrl: `mailto:hello@${seller}.example`,
      },
      revision: 's1',
      ...changes,
    };
  };
  return [
    order('second-row', 'PLACED', 20 * minute, [['Denim trucker jacket', 8600]]),
    order('second-row', 'PLACED', 2 * hour, [
      ['Wool overcoat, charcoal', 14_500],
      ['Silk scarf with painted cranes', 3200],
    ]),
    order('second-row', 'PLACED', 30 * hour, [['Leather boots, size 39', 11_000]]),
    order('kawabe', 'PREPARING', 5 * hour, [
      ['Hand-thrown tea bowl', 4800, 2],
      ['Cedar incense, box of 40', 1250],
    ]),
    order('kawabe', 'AWAITING_SHIPMENT', 26 * hour, [['Cast-iron kettle, 0.8 l', 12_900]]),
    order('kawabe', 'IN_TRANSIT', 72 * hour, [['Indigo-dyed table runner', 4500]], {
      shippedAt: formatInstant(now - 24 * hour),
    }),
  ];
}
