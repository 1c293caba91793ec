import type { Attachment, EntryType, EvidenceEntry, WithheldEntry } from '../domain/log-entry.ts';
import { isWithheld, lacking } from './chain.ts';
import { html, joined, type Markup, type Part, ranges, said, table } from './html.ts';
import type { EvidencePacket, PacketReport, Proof } from './packet.ts';
import { policySection } from './packet-policies.ts';
import type { PacketText } from './packet-texts.ts';
import { numberOf, type Wording } from './wording.ts';

type Section = 'packet.order' | 'packet.requests' | 'packet.messages' | 'packet.evidence';

/** Where an entry is told with everything that it says; `null`: in the summary alone. */
const sections: Record<EntryType, Section | null> = {
  order: 'packet.order',
  policy: null,
  cancellation: 'packet.requests',
  withdrawal: 'packet.requests',
  notice: 'packet.requests',
  message: 'packet.messages',
  evidence: 'packet.evidence',
  verification: 'packet.evidence',
  status: null,
  shipment: null,
  delivery: null,
  scan: null,
  refund: null,
  erasure: null,
};

/** All sections of a packet's page. */
export function packetSections(
  packet: EvidencePacket,
  report: PacketReport,
  wording: Wording,
  timeZone: string,
): Markup {
  const { word, time, coded } = wording;
  const { log } = packet;
  const readable = log.filter((entry) => !isWithheld(entry));
  const of = (section: Section): EvidenceEntry[] => readable.filter(({ type }) => sections[type] === section);
  const section = (title: PacketText, content: Part): Markup => html`<section><h2>${word(title)}</h2>
${content}
</section>
`;
  const entries = (some: readonly EvidenceEntry[]): Part =>
    some.length > 0 ? some.map((entry) => article(entry, report, wording)) : html`<p>${word('packet.none')}</p>`;
  return html`<h1>${word('packet.title', { number: numberOf(packet) })}</h1>
<p>${word('packet.made', { who: coded('actor', packet.madeFor), time: time(packet.madeAt) })}<br>
${word('packet.zone', { zone: timeZone })}</p>
<p class="notice">${word('packet.information-only')}</p>
${section('packet.verification', verification(packet, report, wording))}
${section('packet.summary', summary(log, wording))}
${section(
  'packet.order',
  of('packet.order').map((entry) => orderDetails(packet.orderId, entry, report, wording)),
)}
${section('packet.requests', entries(of('packet.requests')))}
${section('packet.messages', entries(of('packet.messages')))}
${section('packet.evidence', entries(of('packet.evidence')))}
${section('packet.attachments', attachments(readable, wording))}
${section('packet.policy', policySection(packet, report, wording))}
${section('packet.gaps', gaps(report, wording))}
${section('packet.record', record(log, wording))}
<p class="notice">${word('packet.information-only')}</p>`;
}

function verification({ checkpoint }: EvidencePacket, report: PacketReport, { word, coded, time }: Wording): Markup {
  const lines = (proofs: readonly Proof[], group: string): Part =>
    proofs.map(
      ({
        code,
        seqs,
      }) => html`<li>${coded(group, code)}${seqs.length > 0 ? [' ', word('packet.entries', { seqs: ranges(seqs) })] : ''}</li>
`,
    );
  return html`<p class="verdict">${coded('packet.verdict', report.verdict)}</p>
${
  report.proven.length > 0
    ? html`<h3>${word('packet.proven')}</h3>
<ul>${lines(report.proven, 'packet.proven')}</ul>`
    : ''
}
<h3>${word('packet.not-proven')}</h3>
<ul>${lines(report.notProven, 'packet.not-proven')}</ul>
${
  checkpoint
    ? html`<p>${word('packet.signed', { count: checkpoint.size, time: time(checkpoint.at) })}</p>
<dl><dt>${word('packet.key')}</dt><dd><code>${checkpoint.key.x}</code></dd>
<dt>${word('packet.head')}</dt><dd><code>${checkpoint.head}</code></dd></dl>`
    : ''
}`;
}

function summary(log: EvidencePacket['log'], wording: Wording): Markup {
  const { word, time, coded } = wording;
  return table(
    [word('packet.number'), word('packet.time'), word('packet.who'), word('packet.what')],
    log.map((entry) =>
      isWithheld(entry)
        ? [
            entry.seq,
            time(entry.at),
            coded('actor', entry.by),
            html`${word('packet.withheld')}: ${whatHappened(entry, wording)}`,
          ]
        : [
            entry.seq,
            html`${time(entry.at)}${entry.occurredAt ? html`<br>${word('packet.happened')}: ${time(entry.occurredAt)}` : ''}`,
            coded('actor', entry.by),
            whatHappened(entry, wording),
          ],
    ),
  );
}

/** One line for one entry. */
function whatHappened(entry: EvidenceEntry | WithheldEntry, wording: Wording): Markup {
  const { word } = wording;
  const what = whatItTells(entry, wording);
  if (entry.retracted) return word('did.retracted', { what });
  if (entry.refund === 'failed') return word('did.failed', { what });
  return entry.refund === 'pending' ? word('did.pending', { what }) : what;
}

function whatItTells(entry: EvidenceEntry | WithheldEntry, { word, coded, money, status }: Wording): Markup {
  const { seq, type, action, orderStatus, policy } = entry;
  switch (type) {
    case 'order':
      return word('did.order', { number: said(entry.order?.number ?? ''), amount: money(entry.order?.total) });
    case 'policy':
      return word('did.policy', {
        id: policy?.id,
        version: policy?.version,
        hash: html`<code>${policy?.hash.slice(0, 12)}…</code>`,
      });
    case 'message':
      return word('did.message', { to: coded('to', entry.to) });
    case 'notice':
      return html`${coded('did.notice', action, 'did.notice')}: ${said(entry.kind)}`;
    case 'status':
      return word('did.status', { status: status(orderStatus, seq) });
    case 'shipment':
      return word('did.shipment');
    case 'delivery':
      return word('did.delivery');
    case 'scan': {
      const what = coded('scan', entry.code);
      const where = [entry.carrier, entry.place].filter((part) => part !== undefined).map(said);
      return where.length > 0 ? word('did.scan-at', { what, where: joined(where) }) : what;
    }
    case 'refund':
      return word('did.refund', { amount: money(entry.amount) });
    case 'evidence': {
      const kind = coded('kind', entry.kind, 'kind');
      return entry.claim ? word('did.claim', { kind, claim: coded('claim', entry.claim) }) : kind;
    }
    case 'verification':
      return word(entry.marked ? 'did.marked' : 'did.not-marked', { status: status(orderStatus, seq) });
    case 'erasure':
      return word('did.erasure', { who: coded('actor', entry.party), count: entry.erased?.length ?? 0 });
    case 'withdrawal':
      return word('did.withdrawal', { reference: said(entry.reference) });
    case 'cancellation':
      return action === 'resolve'
        ? coded('did.resolve', entry.outcome, 'state')
        : coded('did.cancellation', action, 'state');
    // Of what is about another seller's items nothing is told.
    case undefined:
      return html``;
    default:
      return said(type satisfies never);
  }
}

/** Everything that an entry says. */
function article(entry: EvidenceEntry, report: PacketReport, wording: Wording): Markup {
  const { word, time, coded, money } = wording;
  const lines: [Part, Part][] = [];
  const named = { who: coded('actor', entry.by) };
  const line = (key: PacketText, value: unknown, shown: (value: never) => Part = said): void => {
    if (value !== undefined && value !== null && value !== '') lines.push([word(key, named), shown(value as never)]);
  };
  line('packet.happened', entry.occurredAt, time);
  line('packet.state', entry.state, (state: string) => coded('state', state));
  line('packet.reason', entry.reason, (reason: string) => coded('reason', reason));
  line('packet.rule', entry.ruleId);
  line('packet.amount', entry.amount, money);
  line('packet.status', entry.orderStatus, (status: string) => wording.status(status, entry.seq));
  line('packet.claimed', entry.claimedAt, time);
  line('packet.ticket', entry.ticket);
  line('packet.representative', entry.representative);
  line('packet.cites', entry.cites?.length ? entry.cites : null, (cites: string[]) => joined(cites.map(said)));
  const words = [entry.comment, entry.text, ...Object.values(entry.statement ?? {})].filter(
    (text) => typeof text === 'string' && text !== '',
  );
  return html`<article>
<h3>${entry.seq}. ${whatHappened(entry, wording)}</h3>
<p>${coded('actor', entry.by)}, ${time(entry.at)}</p>
${lines.length > 0 ? html`<dl>${lines.map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>` : ''}
${words.map((text) => html`<p class="said" dir="auto">${text}</p>`)}
${entry.attachments?.length ? filesOf([entry], wording) : ''}
${lost(entry, report, wording)}
</article>
`;
}

/** What an entry held that is not here. */
function lost(entry: EvidenceEntry, { erased }: PacketReport, { word, coded }: Wording): Part {
  const members = lacking(entry);
  if (members.length === 0) return '';
  const what = joined(members.map((member) => coded('member', member)));
  return html`<p><em>${word(erased.includes(entry.seq) ? 'packet.erased' : 'packet.omitted', { what })}</em></p>`;
}

function orderDetails(orderId: string, entry: EvidenceEntry, report: PacketReport, wording: Wording): Markup {
  const { word, time, money } = wording;
  const { order, buyer, seller, items } = entry;
  const { payment, lines } = (order ?? {}) as { payment?: { method?: unknown; paid?: unknown }; lines?: unknown };
  const people = (party: unknown): Part => {
    const { name, id } = (party ?? {}) as { name?: unknown; id?: unknown };
    return [said(name), ' (', said(id), ')'];
  };
  const facts: [Part, Part][] = [
    [word('packet.order-id'), said(orderId)],
    ...(order?.number === undefined ? [] : [[word('packet.order-number'), said(order.number)] as [Part, Part]]),
    [word('packet.status'), wording.status(order?.status, entry.seq)],
    [word('packet.placed'), time(order?.placedAt)],
    ...(
      [
        ['packet.paid', order?.paidAt],
        ['packet.shipped', order?.shippedAt],
        ['packet.delivered', order?.deliveredAt],
      ] as const
    ).flatMap(([key, at]): [Part, Part][] => (at === undefined ? [] : [[word(key), time(at)]])),
    [word('packet.total'), money(order?.total)],
    [word('packet.payment'), [said(payment?.method), ', ', money(payment?.paid)]],
    ...(buyer ? [[word('actor.buyer'), people(buyer)] as [Part, Part]] : []),
    ...(seller ? [[word('actor.seller'), people(seller)] as [Part, Part]] : []),
  ];
  const titles = new Map(objectsIn(items).map(({ id, title }) => [id, title]));
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${table(
  [word('packet.item'), word('packet.quantity'), word('packet.price')],
  // Where the names were erased, an item has its id.
  objectsIn(lines).map(({ id, quantity, unitPrice }) => [said(titles.get(id) ?? id), said(quantity), money(unitPrice)]),
)}
${lost(entry, report, wording)}`;
}

/** The shop's own words may be anything. */
function objectsIn(list: unknown): { id?: unknown; title?: unknown; quantity?: unknown; unitPrice?: unknown }[] {
  return Array.isArray(list) ? list.map((item: unknown) => Object(item)) : [];
}

function attachments(entries: readonly EvidenceEntry[], wording: Wording): Markup {
  const { word } = wording;
  const some = entries.filter((entry) => entry.attachments?.length);
  if (some.length === 0) return html`<p>${word('packet.none')}</p>`;
  return html`<p>${word('packet.attachments-note')}</p>
${filesOf(some, wording)}`;
}

function filesOf(entries: readonly EvidenceEntry[], { word }: Wording): Markup {
  const rowsOf = ({ seq, attachments: files = [], names }: EvidenceEntry): Part[][] =>
    files.map(({ type, size, sha256 }: Attachment, at) => [
      seq,
      said(names?.[at]),
      said(type),
      said(size),
      html`<code>${sha256}</code>`,
    ]);
  return table(
    [word('packet.number'), word('packet.name'), word('packet.type'), word('packet.size'), word('packet.sha256')],
    entries.flatMap(rowsOf),
  );
}

function gaps(
  { withheld, leftOut, vouched, chain, erased, omitted, policies }: PacketReport,
  { word }: Wording,
): Markup {
  const size = chain?.size ?? 0;
  const unvouched = Array.from({ length: size - vouched }, (_, at) => vouched + at + 1);
  const missing = policies.filter(({ state }) => state === 'missing');
  const lines = [
    ...(unvouched.length > 0 ? [word('packet.gaps.unvouched', { seqs: ranges(unvouched) })] : []),
    ...(leftOut.length > 0 ? [word('packet.gaps.left-out', { seqs: ranges(leftOut) })] : []),
    ...(withheld.length > 0 ? [word('packet.gaps.withheld', { seqs: ranges(withheld) })] : []),
    ...(erased.length > 0 ? [word('packet.gaps.erased', { seqs: ranges(erased) })] : []),
    ...(omitted.length > 0 ? [word('packet.gaps.omitted', { seqs: ranges(omitted) })] : []),
    ...(missing.length > 0
      ? [
          word('packet.gaps.policies', {
            seqs: joined(missing.map(({ reference, hash }) => html`${said(reference?.id)} <code>${hash}</code>`)),
          }),
        ]
      : []),
  ];
  return lines.length > 0
    ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
    : html`<p>${word('packet.gaps.none')}</p>`;
}

function record(log: readonly (EvidenceEntry | WithheldEntry)[], { word }: Wording): Markup {
  return table(
    [word('packet.number'), word('packet.time'), word('packet.sha256')],
    log.map(({ seq, at, hash }) => [seq, at, html`<code>${hash}</code>`]),
  );
}
