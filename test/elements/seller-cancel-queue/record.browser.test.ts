import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { SellerCancelQueue } from 'order-cancel-elements';
import { violations } from '../../support/elements/accessibility.ts';
import { aCase, word } from '../../support/elements/case.ts';
import { enter, field, focused, keepConsole, part, said, until } from '../../support/elements/page.ts';

describe('the whole record in the queue', () => {
  keepConsole();

  const open = async () => {
    const of = aCase();
    await of.tell(4);
    const queue = await fixture<SellerCancelQueue>(
      html`<seller-cancel-queue state="all" .backend=${of.backendFor('seller')}></seller-cancel-queue>`,
    );
    await until(() => part(queue, 'row'), 'there is a row');
    part(queue, 'row')?.click();
    await until(() => part(queue, 'open-record'), 'the details are there');
    part(queue, 'open-record')?.click();
    await until(() => part(queue, 'compose') && part(queue, 'routes'), 'the record is there');
    return { of, queue };
  };

  it('shows the seller the same record, without what is between the buyer and support', async () => {
    const { queue } = await open();
    const timeline = queue.shadowRoot?.querySelector('cancel-timeline') as Element;
    expect(said(timeline)).to.contain('an unexpected bill has come up');
    expect(said(timeline)).to.contain(word('log.withheld'));
    expect(said(timeline)).not.to.contain('SR-20417');
    expect(part(timeline, 'packet') !== null).to.equal(true);
    expect(focused()?.id).to.equal('record');
  });

  it('Escape in a half-written message does not throw it away', async () => {
    const { queue } = await open();
    const text = field<HTMLTextAreaElement>(queue, word('compose.text'));
    enter(text, 'Half a sen');
    text?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await queue.updateComplete;
    expect(field<HTMLTextAreaElement>(queue, word('compose.text'))?.value).to.equal('Half a sen');
  });

  it('takes the seller’s evidence, while the row stays open', async () => {
    const { of, queue } = await open();
    const timeline = queue.shadowRoot?.querySelector('cancel-timeline') as Element;
    enter(field<HTMLTextAreaElement>(timeline, word('compose.text')), 'Packed on Monday.');
    part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'log')).includes('Packed on Monday.'), 'it is in the record');
    const sent = of.written.filter(({ path }) => !path.endsWith('/preview'));
    expect(sent.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([`POST orders/${of.orderId}/messages`]);
    expect(part(queue, 'details') !== null).to.equal(true);
    expect(await violations(queue)).to.equal('');
  });
});
