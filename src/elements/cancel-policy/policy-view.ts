import { html, nothing, type ReactiveController } from 'lit';
import { PolicyController, type PolicyHost } from '../../controllers/policy-controller.ts';
import { loadPolicyTexts } from '../../i18n/policy-texts.ts';
import { fill } from '../../i18n/wording.ts';
import type {
  HelpCell,
  HelpRow,
  HelpSection,
  HelpTable,
  PolicyDescription,
} from '../../policy/describe/description.ts';
import { describePolicy } from '../../policy/describe/index.ts';
import { adoptStyles } from '../shared/adopted-styles.ts';
import palette from '../shared/look/palette.ts';
import tokens from '../shared/look/tokens.ts';
import type { View } from '../shared/view-element.ts';
import pictureStyles from './picture.styles.ts';
import { renderPicture } from './picture.ts';
import styles from './policy-view.styles.ts';

type Host = PolicyHost & { renderRoot: HTMLElement | DocumentFragment };

/** What `cancel-policy` shows. */
export class PolicyView implements View, ReactiveController {
  readonly host: Host;
  readonly #bound: PolicyController;
  #described: PolicyDescription | undefined;
  /** That there is nothing to show, in words. */
  #failed = '';
  /** Of what the description is, or is being made. */
  #of: unknown[] = [];
  #made: Promise<void> = Promise.resolve();
  /** The shell does not know of it: every page that registers the element would pay for that. */
  readonly #levels = new MutationObserver(() => this.host.requestUpdate());

  constructor(host: Host) {
    this.host = host;
    adoptStyles(host.renderRoot as ShadowRoot, [tokens, palette, styles, pictureStyles]);
    this.#bound = new PolicyController(host);
    host.addController(this);
  }

  get language(): string {
    return this.#bound.language;
  }

  hostConnected(): void {
    this.#levels.observe(this.host, { attributeFilter: ['heading-level'] });
  }

  hostDisconnected(): void {
    this.#levels.disconnect();
  }

  hostUpdate(): void {
    const { policy, actor, words } = this.#bound;
    const of = [policy, actor, words];
    if (policy === undefined || of.every((one, at) => one === this.#of[at])) return;
    this.#of = of;
    this.#made = this.#make(of);
  }

  /** Makes it anew. */
  async refresh(): Promise<void> {
    this.#of = [];
    this.host.requestUpdate();
    await this.host.updateComplete;
    await this.#made;
    await this.host.updateComplete;
  }

  async #make(of: unknown[]): Promise<void> {
    const { policy, actor, language } = this.#bound;
    let described: PolicyDescription | undefined;
    let failed = '';
    try {
      // What no server has read may be anything at all.
      if (policy) described = await describePolicy(policy, { language, actor });
    } catch {
      described = undefined;
    }
    if (!described) {
      const words = await loadPolicyTexts(language, false).catch(() => undefined);
      failed = fill(words?.texts['policy.failed']);
    }
    // Another was asked for in the meantime.
    if (of !== this.#of) return;
    this.#described = described;
    this.#failed = failed;
    this.host.requestUpdate();
  }

  render(): unknown {
    const said = this.#described;
    if (!said) return html`<slot></slot>${this.#failed && html`<p part="problem" role="status">${this.#failed}</p>`}`;
    const { title, summary, table, openTable, sections, headings } = said;
    return html`<div class="page" part="page">
      ${this.#heading(0, title, 'title')} ${this.#section(summary)}
      <section part="section">
        ${this.#heading(1, headings.table)} ${renderTable(table)}
        <figure aria-hidden="true" part="picture">
          <figcaption>${headings.picture}</figcaption>
          ${renderPicture(table, isLeftward(this.host))}
        </figure>
      </section>
      ${this.#cases('detail', headings.detail, headings.note, table)}
      ${this.#cases('open', headings.open, headings.note, openTable)} ${sections.map((section) => this.#section(section))}
      <p class="version">${headings.version}</p>
    </div>`;
  }

  #heading(depth: number, text: string, part?: string): unknown {
    const level = Math.min(Math.max(1, Number(this.host.getAttribute('heading-level')) || 2) + depth, 6);
    return html`<div role="heading" aria-level=${level} class="h${depth}" part=${part ?? 'heading'}>${text}</div>`;
  }

  #section({ id, heading, sentences }: HelpSection): unknown {
    return html`<section part="section ${id}">
      ${this.#heading(1, heading)}
      <ul>
        ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
    </section>`;
  }

  #cases(id: string, heading: string, note: string, { rows }: HelpTable): unknown {
    return html`<section part="section ${id}">
      ${this.#heading(1, heading)}
      <p class="note">${note}</p>
      ${rows.map(
        (row) => html`<div class="row" data-statuses=${row.statuses.join(' ')}>
          ${this.#heading(2, row.name)} ${row.cells.map((cell) => renderCases(row, cell))}
        </div>`,
      )}
    </section>`;
  }
}

function renderCases({ cells }: HelpRow, { time, cases }: HelpCell): unknown {
  return html`${cells.length > 1 ? html`<p class="time">${time}</p>` : nothing}
    <ol part="cases">
      ${cases.map(({ sentence, usual }) => html`<li part=${usual ? 'usual case' : 'case'}>${sentence}</li>`)}
    </ol>`;
}

/** A body for each group of statuses, so that its name stands for all of its rows. */
function renderTable({ caption, columns, rows }: HelpTable): unknown {
  // Where it is wider than the page it scrolls, by keyboard too.
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${caption}>
    <table part="table">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      ${rows.map(
        ({ name, cells }) => html`<tbody>
          ${cells.map(
            (cell, at) => html`<tr>
              ${at === 0 ? html`<th scope="rowgroup" rowspan=${cells.length}>${name}</th>` : nothing}
              <td>${cell.time}</td>
              <td>
                <span class="answer ${cell.outcome}" part="answer ${cell.outcome}">${cell.answer}</span>
                ${cell.depends && html`<span class="depends">${cell.depends}</span>`}
              </td>
            </tr>`,
          )}
        </tbody>`,
      )}
    </table>
  </div>`;
}

function isLeftward(host: HTMLElement): boolean {
  return getComputedStyle(host.shadowRoot?.firstElementChild ?? host).direction === 'rtl';
}
