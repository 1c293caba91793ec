// A means of payment that behaves as it is told by the data of its payment session: `reserve` (charged later, by staff), `refunds`:
// `settled` or `fails-once`.
const { AbstractPaymentProvider, ModuleProvider, Modules } = require('@medusajs/framework/utils');

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

  async refundPayment({ data = {} }) {
    if (data.refunds === 'fails-once' && !failed.has(data.id)) {
      failed.add(data.id);
      throw new Error('the bank has refused');
    }
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
