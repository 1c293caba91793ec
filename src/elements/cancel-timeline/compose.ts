import { html, nothing } from 'lit';
import type { CaseFlow, ChosenFile, StatementDraft } from '../../controllers/case-flow.ts';
import { maxStatement } from '../../controllers/limits.ts';
import { attachmentTypes, claims, evidenceKinds } from '../../domain/log-entry.ts';
import type { Actor } from '../../domain/records.ts';
import { formOf, onEnter } from '../shared/entered.ts';
import { type Rendered, renderSignIn, type TimelineScope } from './scope.ts';

const actors: readonly Actor[] = ['buyer', 'seller', 'platform'];

/** The form of a message, or of evidence where there is a case to add it to. */
export function renderCompose(
  scope: TimelineScope,
  flow: CaseFlow,
  { withEvidence, withFiles }: { withEvidence: boolean; withFiles: boolean },
): Rendered {
  const { text, texts, actor } = scope;
  const { draft, sending, problem, phase } = flow;
  const count = draft.text.trim().length;
  const isMessage = draft.kind === 'message';
  const change = (name: keyof StatementDraft) => (event: Event) =>
    flow.change({ [name]: (event.target as HTMLInputElement).value } as Partial<StatementDraft>);
  const option = (value: string, label: string, chosen: string): Rendered =>
    html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
  // Support names its own case; others note what support told them (DP-6).
  const toSupport = actor === 'platform' || (isMessage ? draft.to === 'platform' : draft.kind === 'support');
  const send = (form: HTMLFormElement): void => {
    flow.send().then((sent) => {
      // What was typed is on record now; where it is not, the field is where to go on.
      if (sent || flow.problem === 'empty') form.querySelector<HTMLElement>('textarea')?.focus();
    });
  };
  const submit = (event: Event): void => send(formOf(event));
  return html`<section aria-labelledby="compose">
    <h3 id="compose">${text('compose')}</h3>
    <form part="compose" class="compose" novalidate @submit=${submit} @keydown=${onEnter(send)}>
      <div class="fields">
        ${
          withEvidence
            ? html`<label
                >${text('compose.kind')}
                <select name="kind" .value=${draft.kind} ?disabled=${sending} @change=${change('kind')}>
                  ${['message', ...evidenceKinds].map((kind) => option(kind, text(`kind.${kind}`), draft.kind))}
                </select></label
              >`
            : nothing
        }
        ${
          isMessage
            ? html`<label
                >${text('compose.to')}
                <select name="to" .value=${draft.to} ?disabled=${sending} @change=${change('to')}>
                  ${actors.filter((one) => one !== actor).map((one) => option(one, text(`to.${one}`), draft.to))}
                </select></label
              >`
            : draft.kind === 'statement' || draft.kind === 'agreement'
              ? renderClaim(scope, flow, change)
              : nothing
        }
        ${
          toSupport
            ? html`<label
                  >${text('compose.ticket')}
                  <input name="ticket" autocomplete="off" maxlength="128" dir="auto" .value=${draft.ticket} ?readonly=${sending} @input=${change('ticket')} /></label
                ><label
                  >${text(actor === 'platform' ? 'compose.answerer' : 'compose.representative')}
                  <input name="representative" autocomplete="off" maxlength="200" dir="auto" .value=${draft.representative} ?readonly=${sending} @input=${change('representative')}
                /></label>`
            : nothing
        }
        ${
          isMessage
            ? nothing
            : html`<label
                >${text('compose.cites')}
                <input name="cites" autocomplete="off" maxlength="300" dir="auto" .value=${draft.cites} ?readonly=${sending} @input=${change('cites')}
              /></label>`
        }
      </div>
      <label
        >${text(isMessage ? 'compose.text' : 'compose.statement')}
        <textarea
          name="text"
          rows="4"
          dir="auto"
          .value=${draft.text}
          ?readonly=${sending}
          aria-invalid=${problem === 'empty' ? 'true' : 'false'}
          aria-describedby="compose-note compose-problem"
          @input=${change('text')}
        ></textarea>
      </label>
      <p id="compose-note" class="muted">${text(isMessage ? 'compose.note' : 'compose.evidence-note')}</p>
      ${withFiles ? renderFiles(scope, flow) : nothing}
      <p id="compose-problem" part="problem" class="problem" role="alert">${count > maxStatement ? text('too-long', { count, limit: maxStatement }) : problem ? (texts[`problem.${problem}`] ?? text('problem')) : ''}${renderSignIn(scope, problem)}</p>
      <div class="buttons">
        <p class="status" role="status">${sending ? text(phase === 'checking' ? 'checking' : 'sending') : phase === 'sent' ? text('compose.sent') : ''}</p>
        <button part="send" class="primary" type="button" @click=${submit} aria-busy=${sending ? 'true' : 'false'} aria-disabled=${sending || flow.waits ? 'true' : 'false'}>
          ${text(isMessage ? 'compose.send' : 'compose.add')}
        </button>
      </div>
    </form>
  </section>`;
}

function renderClaim(
  { text }: TimelineScope,
  { draft, sending }: CaseFlow,
  change: (name: keyof StatementDraft) => (event: Event) => void,
): Rendered {
  return html`<label
      >${text('compose.claim')}
      <select name="claim" .value=${draft.claim} ?disabled=${sending} @change=${change('claim')}>
        <option value="">${text('compose.no-claim')}</option>
        ${claims.map((claim) => html`<option value=${claim} ?selected=${claim === draft.claim}>${text(`claim.${claim}`)}</option>`)}
      </select></label
    >${
      draft.claim
        ? html`<label
            >${text('compose.claimed-at')}
            <input type="datetime-local" name="claimedAt" step="1" .value=${draft.claimedAt} ?readonly=${sending} @input=${change('claimedAt')}
          /></label>`
        : nothing
    }`;
}

function renderFiles({ text, texts }: TimelineScope, flow: CaseFlow): Rendered {
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    flow.add(input.files ?? []);
    // The same file may be chosen again after it was removed.
    input.value = '';
  };
  return html`<div class="attach">
    <label class="pick"
      >${text('file.choose')}
      <input type="file" multiple accept=${attachmentTypes.join()} ?disabled=${flow.sending} aria-describedby="file-note" @change=${choose}
    /></label>
    <span id="file-note" class="muted">${text('file.limits')}</span>
    <ul role="list" class="files" aria-live="polite">
      ${flow.files.map((file: ChosenFile) => {
        const { name, phase, problem } = file;
        return html`<li class=${phase}>
          <bdi>${name.slice(0, 80)}</bdi>
          <span class=${problem ? 'problem' : 'muted'}>${problem ? (texts[`file.problem.${problem}`] ?? text('file.problem')) : text(`file.is-${phase}`)}</span>
          <button type="button" class="plain" ?disabled=${flow.sending} aria-label=${text('file.remove-named', { name: name.slice(0, 80) })} @click=${() => flow.remove(file)}>
            ${text('file.remove')}
          </button>
        </li>`;
      })}
    </ul>
  </div>`;
}
