import { html, nothing, type TemplateResult } from 'lit';
import type { StatementReceived } from '../../backend/backend.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import type { LawTexts } from '../../i18n/withdrawal/law-texts.ts';
import type { ReceiptScope } from './scope.ts';
import { timeOf } from './times.ts';

/** What confirms that the statement was received, in the server's own words, to be kept (EU-6). */
export function renderReceipt(scope: ReceiptScope, received: StatementReceived): TemplateResult {
  const { texts } = scope.law;
  return html`<div class="head"><h2 id="title" tabindex="-1">${texts['withdrawal.received']}</h2></div>
    <div class="body" part="receipt" role="region" aria-labelledby="title" tabindex="0">${renderWords(scope.law, received)}</div>
    <div class="foot">
      <div class="actions">
        <button part="close" type="button" @click=${scope.close}>${texts['withdrawal.close']}</button>
        <button part="print" type="button" @click=${() => print()}>${texts['withdrawal.print']}</button>
        <a part="save" class="button" href=${scope.file.url} download=${scope.file.name}>${texts['withdrawal.save']}</a>
      </div>
    </div>`;
}

function renderWords({ texts, lang }: LawTexts, { reference, sentAt, receivedAt, receipt }: StatementReceived) {
  const [title, ...said] = receipt?.text.split('\n\n') ?? [];
  const time = (at: string): string => timeOf(lang, parseInstant(at));
  const rows = receipt
    ? said.map(rowOf)
    : [
        [texts['withdrawal.reference'], reference],
        [texts['withdrawal.sent'], time(sentAt)],
        [texts['withdrawal.arrived'], time(receivedAt)],
      ];
  // A receipt is in its own language, whatever the page speaks.
  return html`<div lang=${receipt?.language ?? lang} dir=${receipt ? 'ltr' : nothing}>
    ${title ? html`<h3>${title}</h3>` : nothing}
    ${rows.map(([name, value]) =>
      name ? html`<p><strong>${name}</strong><br /><bdi>${value}</bdi></p>` : html`<p>${value}</p>`,
    )}
  </div>`;
}

/** `Name: value`, as a receipt has it; a sentence has no name. */
function rowOf(paragraph: string): [name: string, value: string] {
  const [, name = '', value = paragraph] = paragraph.match(/^([^:\n.]{1,60}): (.+)$/s) ?? [];
  return [name, value];
}

/** The receipt as a file, as the server made it: a page of its own, that can be kept and printed. */
export function fileOf({ reference, receipt }: StatementReceived): { name: string; blob: Blob } {
  const name = reference.replace(/[^\w-]+/g, '-').slice(0, 60);
  return receipt
    ? { name: `${name}.html`, blob: new Blob([receipt.html], { type: 'text/html;charset=utf-8' }) }
    : { name: `${name}.txt`, blob: new Blob([reference], { type: 'text/plain;charset=utf-8' }) };
}
