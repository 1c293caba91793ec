import { expect, fixture, html } from '@open-wc/testing';
import 'order-cancel-elements/define';
import type { Actor, Cancellation, CancelTimeline } from 'order-cancel-elements';
import { type EvidencePacket, verifyPacket } from 'order-cancel-elements/evidence';
import { pixel } from '../../../mocks/stories.ts';
import { dress, settings, violations } from '../../support/elements/accessibility.ts';
import { aCase, type Case, telling, word } from '../../support/elements/case.ts';
import { hours, start, usd } from '../../support/elements/orders.ts';
import {
  below,
  buttonNamed,
  choose,
  consoleLine,
  enter,
  field,
  focused,
  hasten,
  heard,
  keepConsole,
  part,
  parts,
  replace,
  said,
  until,
} from '../../support/elements/page.ts';

describe('<cancel-timeline>', () => {
  keepConsole();

  /** The timeline of a case, once it shows the record. */
  const show = async (of: Case, actor: Actor = 'buyer') => {
    const timeline = await fixture<CancelTimeline>(
      html`<cancel-timeline order-id=${of.orderId} actor=${actor} .backend=${of.backendFor(actor)}></cancel-timeline>`,
    );
    await until(() => part(timeline, 'compose') && part(timeline, 'routes'), 'the record and what it says are there');
    return timeline;
  };
  const titles = (timeline: Element): string[] =>
    parts(timeline, 'entry').map((entry) =>
      said(entry.querySelector('.what')).replace(/ \d+ \S+ after the order$/, ''),
    );
  const posted = (of: Case): string[] => of.written.map(({ method, path }) => `${method} ${path}`);
  /** What the page hands to the person as a file. */
  const saved = (): Blob[] => {
    const files: Blob[] = [];
    const create = URL.createObjectURL.bind(URL);
    replace(URL, 'createObjectURL', (blob: Blob | MediaSource) => {
      files.push(blob as Blob);
      return create(blob);
    });
    replace(HTMLAnchorElement.prototype, 'click', () => {});
    return files;
  };

  it('DP-4 DP-8 shows what happened, in its order, with exact times and who did it', async () => {
    const of = aCase();
    await of.tell(2);
    const timeline = await show(of);
    expect(titles(timeline)).to.deep.equal([
      word('did.order', { number: '200099', amount: '$145.00' }),
      titles(timeline)[1],
      word('did.message', { to: word('to.seller') }),
      word('did.cancellation.request'),
    ]);
    expect(titles(timeline)[1]).to.match(/“poshmark”, version 1/);
    const times = parts(timeline, 'entry').map((entry) => entry.querySelector('time')?.dateTime ?? '');
    expect([...times].sort()).to.deep.equal(times);
    expect(times.every((time) => !Number.isNaN(Date.parse(time)))).to.equal(true);
    expect(parts(timeline, 'entry', 'buyer').length).to.equal(2);
    expect(said(part(timeline, 'proof'))).to.contain(word('proof.whole', { count: 4 }));
    await until(() => said(part(timeline, 'proof')).includes('signed them'), 'the signature is checked');
  });

  it('says until when a refund has to be there, and to all but the buyer what the seller bears', async () => {
    const of = aCase();
    await of.tell(2);
    const told = {
      state: 'refunding',
      refund: { due: usd(14_500), refunded: usd(0), method: 'original', status: 'pending' },
      refundBy: new Date(start + 9 * hours(24)).toISOString(),
      penalty: { counts: true, fee: usd(725) },
    };
    for (const actor of ['seller', 'buyer'] as const) {
      const backend = of.backendFor(actor);
      const loadOrders: typeof backend.loadOrders = async (...asked) => {
        const { views, missing } = await backend.loadOrders(...asked);
        const after = views.map((view) => ({
          ...view,
          cancellation: { ...view.cancellation, ...told } as Cancellation,
        }));
        return { views: after, missing };
      };
      const timeline = await show({ ...of, backendFor: () => ({ ...backend, loadOrders }) }, actor);
      await until(() => said(part(timeline, 'deadlines')).includes(word('deadline.refund')), 'the deadline is there');
      expect(parts(timeline, 'penalty').map(said)).to.deep.equal(
        actor === 'buyer' ? [] : [word('penalty.counts'), word('penalty.fee', { amount: '$7.25' })],
      );
    }
  });

  it('shows the entries of one side, and says where there are none', async () => {
    const of = aCase();
    await of.tell(2);
    const timeline = await show(of);
    buttonNamed(timeline, word('actor.buyer'))?.click();
    await until(() => parts(timeline, 'entry').length === 2, 'the others are hidden');
    expect(buttonNamed(timeline, word('actor.buyer'))?.getAttribute('aria-pressed')).to.equal('true');
    buttonNamed(timeline, word('actor.seller'))?.click();
    await until(() => said(part(timeline, 'empty')) === word('log.none-of'), 'it says so');
    buttonNamed(timeline, word('record.filter.all'))?.click();
    await until(() => parts(timeline, 'entry').length === 4, 'all are shown');
  });

  it('DP-10 shows two silent days as a gap, and what silence suggests', async () => {
    const of = aCase();
    await of.tell(3);
    const timeline = await show(of);
    expect(said(part(timeline, 'gap'))).to.equal(word('log.gap', { time: '2 days' }));
    expect(said(part(timeline, 'hints'))).to.contain(word('guidance.dispute-early'));
    expect(said(part(timeline, 'deadlines'))).to.contain('The policy does not state by when');
  });

  it('DP-4 a message is sent once, however often it is pressed, and is in the record', async () => {
    const of = aCase();
    const timeline = await show(of);
    expect(said(part(timeline, 'empty'))).to.equal(word('log.none'));
    enter(field<HTMLTextAreaElement>(timeline, word('compose.text')), 'Please <b>cancel</b>.');
    for (let times = 0; times < 5; times++) part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'log')).includes('Please <b>cancel</b>.'), 'it is in the record');
    expect(posted(of)).to.deep.equal([`POST orders/${of.orderId}/messages`]);
    expect(of.written[0]?.headers.get('Idempotency-Key')).to.match(/^.{16,}$/);
    expect(field<HTMLTextAreaElement>(timeline, word('compose.text'))?.value).to.equal('');
    await until(() => said(part(timeline, 'compose')).includes(word('compose.sent')), 'it says so');
  });

  it('an empty message is not sent, and its field is where to go on', async () => {
    const of = aCase();
    const timeline = await show(of);
    part(timeline, 'send')?.click();
    await until(
      () => said(part(timeline, 'compose', 'problem') ?? part(timeline, 'problem')).includes('write'),
      'it says so',
    );
    await until(() => focused()?.localName === 'textarea', 'the field has the focus');
    expect(posted(of)).to.deep.equal([]);
  });

  it('what cannot be sent stays as it was typed, and is sent with the same key again', async () => {
    hasten(100);
    const of = aCase();
    const timeline = await show(of);
    for (let times = 0; times < 4; times++) of.answerNext(() => Promise.reject(new TypeError('cut')));
    enter(field<HTMLTextAreaElement>(timeline, word('compose.text')), 'Anybody there?');
    part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'problem')) === word('problem.unknown-outcome'), 'it says so');
    expect(field<HTMLTextAreaElement>(timeline, word('compose.text'))?.value).to.equal('Anybody there?');
    part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'log')).includes('Anybody there?'), 'it is in the record');
    const keys = new Set(of.written.map(({ headers }) => headers.get('Idempotency-Key')));
    expect(keys.size).to.equal(1);
  });

  it('DP-6 a message to support takes the number of the case and who spoke, and the seller sees neither', async () => {
    const of = aCase();
    await of.tell(2);
    const timeline = await show(of);
    choose(field<HTMLSelectElement>(timeline, word('compose.to')), 'platform');
    await until(() => field(timeline, word('compose.ticket')), 'the number is asked');
    enter(field(timeline, word('compose.ticket')), 'SR-1');
    enter(field(timeline, word('compose.representative')), 'Dana');
    enter(field<HTMLTextAreaElement>(timeline, word('compose.text')), 'Secret words');
    part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'log')).includes('Secret words'), 'it is in the record');
    expect(said(part(timeline, 'log'))).to.contain(word('entry.ticket', { ticket: 'SR-1' }));
    expect(said(part(timeline, 'log'))).to.contain(word('entry.representative', { name: 'Dana' }));

    const other = await show(of, 'seller');
    expect(said(part(other, 'entry', 'withheld'))).to.contain(word('log.withheld'));
    expect(said(part(other, 'entry', 'withheld'))).to.contain(word('did.message', { to: word('to.platform') }));
    expect(said(other)).not.to.match(/Secret|SR-1|Dana/);
    expect(said(part(other, 'proof'))).to.contain(word('proof.whole', { count: 5 }));
  });

  it('DP-8 a file is put there, sent with the evidence, never shown in the page, and saved again', async () => {
    const of = aCase();
    await of.tell(2);
    const timeline = await show(of);
    const files = saved();
    choose(field<HTMLSelectElement>(timeline, word('compose.kind')), 'screenshot');
    await until(() => below(timeline).some((one) => (one as HTMLInputElement).type === 'file'), 'files can be chosen');
    const picker = below(timeline).find(
      (one) => one instanceof HTMLInputElement && one.type === 'file',
    ) as HTMLInputElement;
    const pick = (...chosen: File[]): void => {
      const transfer = new DataTransfer();
      for (const file of chosen) transfer.items.add(file);
      picker.files = transfer.files;
      picker.dispatchEvent(new Event('change'));
    };
    pick(
      new File([pixel], '<img onerror>.png', { type: 'image/png' }),
      new File(['x'], 'notes.txt', { type: 'text/plain' }),
    );
    await until(() => said(part(timeline, 'compose')).includes(word('file.is-there')), 'it was put there');
    expect(said(part(timeline, 'compose'))).to.contain(word('file.problem.unsupported-media-type'));
    part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'log')).includes('<img onerror>.png'), 'it is in the record');
    expect(below(timeline).some(({ localName }) => ['img', 'iframe', 'object', 'embed'].includes(localName))).to.equal(
      false,
    );
    buttonNamed(timeline, word('file.save', { name: '<img onerror>.png' }))?.click();
    await until(() => files.length === 1, 'it is handed out');
    expect([...new Uint8Array(await (files[0] as Blob).arrayBuffer())]).to.deep.equal([...pixel]);
    expect(
      posted(of).map((line) => line.replace(/[0-9a-f]{64}/, 'sha').replace(/cancellations\/[^/]+/, 'cancellations/id')),
    ).to.deep.equal(['PUT attachments/sha', 'POST cancellations/id/evidence']);
  });

  it('DP-14 a statement that the record denies is named', async () => {
    const of = aCase();
    await of.tell(5);
    const timeline = await show(of);
    expect(said(part(timeline, 'hints'))).to.contain(
      word('contradiction.claim-denied-by-log', {
        who: word('actor.seller'),
        claimed: word('claim.not-requested-in-time'),
      }),
    );
  });

  it('DP-15 DP-19 compares the ways on; the dispute is filed once, and support’s answer opens the next', async () => {
    const of = aCase();
    await of.tell(7);
    const timeline = await show(of);
    const asked = heard('order-cancel-request');
    const dispute = () => part(timeline, 'route', 'dispute') as HTMLElement;
    for (const detail of ['risk.weak-evidence', 'time.weeks-to-months', 'cost.own-time'] as const) {
      expect(said(dispute())).to.contain(word(detail));
    }
    expect(said(part(timeline, 'route', 'arbitration'))).to.contain(word('route.is-not-yet'));
    expect(said(part(timeline, 'routes'))).to.contain(word('guidance.information-only'));
    expect(said(part(timeline, 'routes'))).to.contain(word('guidance.arbitration-costs'));
    part(timeline, 'action', 'dispute')?.click();
    await until(() => focused()?.localName === 'textarea', 'it is asked what to say');
    enter(focused() as HTMLTextAreaElement, 'I asked at once.');
    const confirm = part(timeline, 'confirm');
    confirm?.click();
    confirm?.click();
    await until(() => said(dispute()).includes(word('route.is-taken')), 'it is under way');
    expect(posted(of).filter((line) => line.endsWith('/dispute')).length).to.equal(1);
    expect(asked.map(({ action }) => action)).to.deep.equal(['dispute']);
    await until(() => said(part(timeline, 'log')).includes(word('did.cancellation.dispute')), 'it is in the record');
    // DP-9: that the platform has no mark is recorded with it.
    expect(said(part(timeline, 'log'))).to.contain('does not mark the order as cancelled');
  });

  it('DP-7 support decides the case here, after it has said how; both sides read why', async () => {
    const of = aCase();
    await of.tell(4);
    const timeline = await show(of, 'platform');
    part(timeline, 'action', 'resolve')?.click();
    await until(() => part(timeline, 'confirm'), 'it is asked how');
    part(timeline, 'confirm')?.click();
    await until(() => said(part(timeline, 'decide')).includes(word('decide.choose')), 'a decision is demanded');
    below(timeline)
      .find((one): one is HTMLInputElement => (one as HTMLInputElement).value === 'cancel')
      ?.click();
    enter(field<HTMLTextAreaElement>(part(timeline, 'decide') as Element, word('decide.comment')), 'Asked in time.');
    part(timeline, 'confirm')?.click();
    await until(() => said(part(timeline, 'log')).includes(word('did.resolve.cancel')), 'it is in the record');
    expect(said(part(timeline, 'log'))).to.contain('Asked in time.');
    expect(posted(of).filter((line) => line.endsWith('/resolve')).length).to.equal(1);
    expect(part(timeline, 'decide')).to.equal(null);
  });

  it('DP-6 support notes its case with what it writes', async () => {
    const of = aCase();
    await of.tell(2);
    const timeline = await show(of, 'platform');
    enter(field(timeline, word('compose.ticket')), 'SR-9');
    enter(field<HTMLTextAreaElement>(timeline, word('compose.text')), 'We are looking into it.');
    part(timeline, 'send')?.click();
    await until(() => said(part(timeline, 'log')).includes('We are looking into it.'), 'it is in the record');
    expect(said(part(timeline, 'log'))).to.contain(word('entry.ticket', { ticket: 'SR-9' }));
  });

  it('DP-13 DP-18 the checklist names what is missing, how bad that is, and what to do', async () => {
    const of = aCase();
    await of.tell(3);
    const timeline = await show(of);
    const checklist = part(timeline, 'checklist') as HTMLDetailsElement;
    checklist.open = true;
    expect(said(checklist)).to.contain(word('checklist.immediate-request'));
    expect(said(checklist)).to.contain(`${word('checklist.is-missing')} · ${word('severity.high')}`);
    expect(said(checklist)).to.contain(word('stage.before'));
  });

  it('DP-12 the packet has the policy’s text, and verifies; the seller’s own says what was withheld', async () => {
    const of = aCase();
    await of.tell(5);
    const files = saved();
    const packetOf = async (actor: Actor): Promise<EvidencePacket> => {
      const timeline = await show(of, actor);
      part(timeline, 'packet')?.click();
      const before = files.length;
      await until(() => files.length > before, 'it is handed out');
      return JSON.parse(await (files.at(-1) as Blob).text());
    };
    const packet = await packetOf('buyer');
    expect(packet.policies.map(({ id, version }) => `${id} ${version}`)).to.deep.equal(['poshmark 1']);
    const keys = (await of.backendFor('buyer').keys?.({})) ?? [];
    const report = await verifyPacket(packet, { keys });
    expect(report.verdict).to.equal('verified');
    const sellers = await verifyPacket(await packetOf('seller'), { keys });
    expect(sellers.verdict).to.equal('verified');
    expect(sellers.withheld.length).to.equal(2);
  });

  it('the page to print is one file without scripts, in which texts are text', async () => {
    const of = aCase({
      lines: [
        {
          id: 'l1',
          sku: 'A',
          title: '<script>alert(1)</script>',
          quantity: 1,
          unitPrice: { amount: 100, currency: 'USD' },
        },
      ],
    });
    await of.tell(2);
    const files = saved();
    const timeline = await show(of);
    part(timeline, 'packet-html')?.click();
    await until(() => files.length === 1, 'it is handed out');
    const page = new DOMParser().parseFromString(await (files[0] as Blob).text(), 'text/html');
    expect(page.querySelectorAll('script, img, link, iframe').length).to.equal(0);
    expect(page.body.textContent).to.contain('<script>alert(1)</script>');
    expect(page.body.textContent).to.contain('an unexpected bill has come up');
  });

  it('the page to print speaks the language of the page, in its direction', async () => {
    const undress = dress({ lang: 'ar', dir: 'rtl', dark: false });
    try {
      const of = aCase();
      await of.tell(2);
      const files = saved();
      const timeline = await show(of);
      part(timeline, 'packet-html')?.click();
      await until(() => files.length === 1, 'it is handed out');
      const page = new DOMParser().parseFromString(await (files[0] as Blob).text(), 'text/html');
      expect([page.documentElement.lang, page.documentElement.dir]).to.deep.equal(['ar', 'rtl']);
      expect(page.querySelector('h1')?.textContent).to.match(/\p{Script=Arabic}/u);
      expect(page.body.textContent).not.to.contain('[U+');
    } finally {
      undress();
    }
  });

  it('says what was erased, and that the record is whole all the same', async () => {
    const of = aCase();
    await of.tell(5);
    await of.mock.server.erase(of.orderId, 'buyer');
    const timeline = await show(of);
    expect(said(timeline)).not.to.contain('unexpected bill');
    expect(said(part(timeline, 'log'))).to.contain('That it was there is still proven.');
    expect(said(part(timeline, 'log'))).to.contain('Personal data erased');
    expect(said(part(timeline, 'proof'))).to.contain('Checked');
  });

  it('says it plainly where the record was altered', async () => {
    const of = aCase();
    await of.tell(2);
    const forged = telling(of.backendFor('buyer'), (events) =>
      events.map((entry) => (entry.type === 'message' ? { ...entry, text: 'Forged' } : entry)),
    );
    const timeline = await fixture<CancelTimeline>(
      html`<cancel-timeline order-id=${of.orderId} .backend=${forged}></cancel-timeline>`,
    );
    await until(() => part(timeline, 'proof'), 'it was checked');
    expect(said(part(timeline, 'proof'))).to.contain(word('proof.broken'));
    await until(() => !said(part(timeline, 'proof')).includes('signed them'), 'nothing else is claimed');
  });

  it('an entry that is none hides no other, and what it holds is text', async () => {
    const of = aCase();
    await of.tell(2);
    const strange = [
      null,
      7,
      { type: 'refund', amount: { amount: 'much', currency: 'gold' }, by: 'nobody', at: 'yesterday' },
      {
        type: '<b>',
        by: 'seller',
        at: '2026-03-10T12:00:00Z',
        text: '<img src=x onerror=alert(1)>',
        attachments: 3,
      },
    ];
    const backend = telling(of.backendFor('buyer'), (events) => [...strange, ...events]);
    const timeline = await fixture<CancelTimeline>(
      html`<cancel-timeline order-id=${of.orderId} .backend=${backend}></cancel-timeline>`,
    );
    await until(() => said(part(timeline, 'log')).includes('an unexpected bill has come up'), 'the rest is there');
    expect(said(part(timeline, 'log'))).to.contain(word('log.unreadable'));
    expect(below(timeline).some(({ localName }) => localName === 'img')).to.equal(false);
  });

  it('what the other side writes meanwhile shows up, and what is being typed stays', async () => {
    const of = aCase();
    await of.tell(2);
    const timeline = await show(of);
    enter(field<HTMLTextAreaElement>(timeline, word('compose.text')), 'Half a sen');
    const seller = await show(of, 'seller');
    enter(field<HTMLTextAreaElement>(seller, word('compose.text')), 'It is packed already.');
    part(seller, 'send')?.click();
    await until(() => said(part(seller, 'log')).includes('It is packed already.'), 'it is in the record');
    await timeline.refresh();
    expect(said(part(timeline, 'log'))).to.contain('It is packed already.');
    expect(field<HTMLTextAreaElement>(timeline, word('compose.text'))?.value).to.equal('Half a sen');
  });

  it('says what is wrong where the record cannot be read, and reads it again', async () => {
    const of = aCase();
    await of.tell(1);
    of.mock.use('offline');
    const timeline = await fixture<CancelTimeline>(
      html`<cancel-timeline order-id=${of.orderId} .backend=${of.backendFor('buyer')}></cancel-timeline>`,
    );
    await until(() => part(timeline, 'retry'), 'it says so');
    expect(said(part(timeline, 'problem'))).to.equal(word('record.failed'));
    await consoleLine();
    of.mock.use(null);
    part(timeline, 'retry')?.click();
    await until(() => part(timeline, 'log'), 'the record is there');

    const stranger = await fixture<CancelTimeline>(
      html`<cancel-timeline order-id=${of.orderId} .backend=${of.backendFor('nobody')}></cancel-timeline>`,
    );
    await until(() => said(part(stranger, 'problem')) === word('record.failed.sign-in-required'), 'it asks to sign in');
    await consoleLine();
    stranger.signInUrl = '/account?then=order';
    await until(() => part(stranger, 'sign-in'), 'there is a way');
    expect(part<HTMLAnchorElement>(stranger, 'sign-in')?.getAttribute('href')).to.match(/\/account\?then=order$/);
    stranger.signInUrl = 'javascript:alert(1)';
    await stranger.updateComplete;
    expect(part(stranger, 'sign-in')).to.equal(null);
  });

  it('DP-13 warns before a deadline passes', async () => {
    const of = aCase();
    await of.tell(2);
    of.mock.clock.advance(hours(47));
    const timeline = await show(of);
    const hint = word('hint.soon', { what: word('deadline.answer'), who: word('actor.seller'), time: '' });
    expect(said(part(timeline, 'hints'))).to.contain(hint.split('.')[0]);
  });

  it('saves the deadlines to come as a calendar', async () => {
    const of = aCase();
    await of.tell(2);
    const files = saved();
    const timeline = await show(of);
    expect(said(part(timeline, 'deadlines'))).to.contain(word('deadline.answer'));
    part(timeline, 'calendar')?.click();
    await until(() => files.length === 1, 'it is handed out');
    const calendar = await (files[0] as Blob).text();
    expect(calendar).to.match(/^BEGIN:VCALENDAR\r\n/);
    expect(calendar).to.contain('BEGIN:VALARM');
  });

  it('every control is reached by keyboard, in the order in which it is read', async () => {
    const of = aCase();
    await of.tell(7);
    const timeline = await show(of);
    const inOrder = below(timeline).filter(
      (one): one is HTMLElement =>
        one instanceof HTMLElement &&
        one.tabIndex >= 0 &&
        /^(button|select|input|textarea|summary)$/.test(one.localName),
    );
    expect(inOrder.length).to.be.above(8);
    expect(inOrder.every(({ tabIndex }) => tabIndex === 0)).to.equal(true);
    const named = inOrder.filter((one) => !(said(one) || one.ariaLabel || (one as HTMLInputElement).labels?.length));
    expect(named.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
    const headings = below(timeline).filter(({ localName }) => /^h\d$/.test(localName));
    expect(headings[0]?.localName).to.equal('h2');
  });

  for (const [name, setting] of settings) {
    it(`satisfies axe, ${name}`, async () => {
      const of = aCase();
      await of.tell(8);
      await of.mock.server.erase(of.orderId, 'seller');
      const undress = dress(setting);
      try {
        const timeline = await show(of);
        (part(timeline, 'checklist') as HTMLDetailsElement).open = true;
        part(timeline, 'action', 'dispute')?.click();
        await until(() => part(timeline, 'confirm'), 'it is asked');
        expect(await violations(timeline)).to.equal('');
      } finally {
        undress();
      }
    });
  }

  it('leaves nothing behind when it is taken out of the page while it reads', async () => {
    const of = aCase();
    await of.tell(1);
    const timeline = await fixture<CancelTimeline>(
      html`<cancel-timeline order-id=${of.orderId} .backend=${of.backendFor('buyer')}></cancel-timeline>`,
    );
    timeline.remove();
    of.mock.clock.advance(hours(1));
    document.body.append(timeline);
    await until(() => part(timeline, 'log'), 'it goes on where it is put back');
    timeline.remove();
  });
});
