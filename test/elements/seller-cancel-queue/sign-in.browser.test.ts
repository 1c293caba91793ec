import { expect, fixture, html } from '@open-wc/testing';
import type { SellerCancelQueue } from 'order-cancel-elements';
import { aBackOffice, aRequest } from '../../support/elements/back-office.ts';
import { choose, consoleLines, enter, keepConsole, part, said, until } from '../../support/elements/page.ts';
import { aQueue, press, rows } from '../../support/elements/queue.ts';

const ended = () => ({ ok: false, problem: { code: 'sign-in-required' } }) as const;

describe('seller-cancel-queue: where the session has ended', () => {
  keepConsole();

  const signInUrl = '/account?then=queue';
  const leads = async (queue: Element, around: string): Promise<void> => {
    const link = () => {
      const place = part(queue, around);
      return place && part<HTMLAnchorElement>(place, 'sign-in');
    };
    await until(link, `there is a way to sign in: ${around}`);
    expect(link()?.href).to.equal(new URL(signInUrl, location.origin).href);
    expect(said(link() ?? null)).to.equal('Sign in');
    consoleLines();
  };

  it('the way to sign in stands in place of the rows, beside those that may be out of date, and where one is looked up', async () => {
    const office = aBackOffice([aRequest(0)]);
    office.fail('sign-in-required');
    const queue = await aQueue(office, { signInUrl });
    await leads(queue, 'empty');
    office.fail(null);
    part(queue, 'retry')?.click();
    await until(() => rows(queue).length === 1, 'they are there');
    expect(part(queue, 'sign-in')).to.equal(null);
    office.fail('sign-in-required');
    part(queue, 'refresh')?.click();
    await until(() => part(queue, 'problem'), 'it is told');
    expect(part<HTMLAnchorElement>(queue, 'sign-in')?.href).to.equal(new URL(signInUrl, location.origin).href);
    consoleLines();
    office.backend.findOrder = () => Promise.reject(Object.assign(new Error(), { code: 'sign-in-required' }));
    (part<HTMLDetailsElement>(queue, 'find') as HTMLDetailsElement).open = true;
    await until(() => part(queue, 'number'), 'the field is there');
    enter(part<HTMLInputElement>(queue, 'number'), 'N-00000');
    part(queue, 'find-start')?.click();
    await leads(queue, 'find');
  });

  it('it stands where a decision was not sent, for one and for many', async () => {
    const office = aBackOffice([aRequest(0), aRequest(1)]);
    const queue = await aQueue(office, { signInUrl });
    rows(queue)[0]?.focus();
    press('a');
    await until(() => part(queue, 'form'), 'the form is there');
    office.meddle(ended);
    part(queue, 'confirm')?.click();
    await leads(queue, 'form');
    press('Escape');
    await until(() => !part(queue, 'form'), 'the form is left');
    rows(queue)[0]?.focus();
    press('a', { ctrlKey: true });
    press('d');
    await until(() => part<HTMLDialogElement>(queue, 'dialog')?.open, 'the dialog is open');
    office.meddle(ended, ended);
    const dialog = part(queue, 'dialog') as Element;
    choose(part<HTMLSelectElement>(dialog, 'reason'), 'other');
    part(dialog, 'confirm')?.click();
    await leads(queue, 'result');
  });

  it('the page says it once, around everything; what is no address of a page leads nowhere', async () => {
    const office = aBackOffice([]);
    office.fail('sign-in-required');
    const provider = await fixture<HTMLElement>(
      html`<order-cancel-provider sign-in-url=${signInUrl}
        ><seller-cancel-queue .backend=${office.backend}></seller-cancel-queue
      ></order-cancel-provider>`,
    );
    const queue = provider.querySelector('seller-cancel-queue') as SellerCancelQueue;
    await leads(queue, 'empty');
    queue.signInUrl = 'javascript:alert(1)';
    await until(() => !part(queue, 'sign-in'), 'there is none');
    consoleLines();
  });
});
