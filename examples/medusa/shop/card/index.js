// A means of payment that behaves as it is told by the data of its payment session: `reserve` (charged later, by staff), `refunds`:
// `settled` or `fails-once`. BANK: a file in which it keeps what it has paid back.
const { appendFileSync, readFileSync } = require('node:fs');
const { AbstractPaymentProvider, ModuleProvider, Modules } = require('@medusajs/framework/utils');

const { BANK } = process.env;

/** A provider pays once for each key, and knows that whatever becomes of the shop. */
function payBack(key, amount) {
  if (BANK && !readFileSync(BANK, 'utf8').includes(`${key} `)) appendFileSync(BANK, `${key} ${amount}\n`);
}

/** Payments of which a first refund has failed. */
const failed = new Set();

class Card extends AbstractPaymentProvider {
  static identifier = 'card';

  async initiatePayment({ data = {} }) {
    const id = `card-${Date.now()}-${Math.random()}`;
    return { id, data: { ...data, id } };
  }

  async authorizePayment({ data = {} }) {
    return { data, status: data.reserve ? 'authorized' : 'captured' };
  }

  async refundPayment({ data = {}, amount, context }) {
    if (data.refunds === 'fails-once' && !failed.has(data.id)) {
      failed.add(data.id);
      throw new Error('the bank has refused');
    }
    payBack(context.idempotency_key, amount.value ?? amount);
    return { data };
  }

  capturePayment = async ({ data }) => ({ data });
  cancelPayment = async ({ data }) => ({ data });
  deletePayment = async ({ data }) => ({ data });
  retrievePayment = async ({ data }) => ({ data });
  updatePayment = async ({ data }) => ({ data });
  getPaymentStatus = async ({ data }) => ({ data, status: data?.reserve ? 'authorized' : 'captured' });
  getWebhookActionAndData = async () => ({ action: 'not_supported' });
}

module.exports = ModuleProvider(Modules.PAYMENT, { services: [Card] });
