import { html, nothing } from 'lit';
import type { ActionFlow } from '../../controllers/action-flow.ts';
import { maxComment } from '../../controllers/limits.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import type { Action } from '../../domain/lifecycle/transitions.ts';
import type { CaseInput } from '../../evidence/case.ts';
import { checkEvidence, type Finding, type Stage } from '../../evidence/checklist.ts';
import { type Contradiction, findContradictions } from '../../evidence/contradictions.ts';
import { type Deadline, deadlinesUnder } from '../../evidence/deadlines.ts';
import { type Guidance, guidanceOf } from '../../evidence/guidance.ts';
import { compareRoutes, type RouteChoice } from '../../evidence/routes.ts';
import { formOf } from '../shared/entered.ts';
import { type Rendered, renderSignIn, type TimelineScope } from './scope.ts';

/** Everything that is found out about a case, once for each of its states and minutes. */
export interface Findings {
  checklist: Finding[];
  contradictions: Contradiction[];
  deadlines: Deadline[];
  routes: RouteChoice[];
  guidance: Guidance[];
}

export function findingsOf(input: CaseInput, actions: readonly string[], decision: Decision | null): Findings {
  return {
    checklist: checkEvidence(input),
    contradictions: findContradictions(input),
    deadlines: deadlinesUnder(decision, input),
    routes: compareRoutes(input, actions),
    guidance: guidanceOf(input),
  };
}

/** The guidance that warns, and that which answers a question nobody may have asked. */
const warns: readonly string[] = ['shipped-before-confirmation', 'dispute-early', 'consider-settling'];
const answers: readonly string[] = ['always-possible', 'arbitration-costs', 'information-only'];

/** What the evidence at hand suggests, and where it disagrees with itself. */
export function renderHints(scope: TimelineScope, { guidance, contradictions, deadlines }: Findings): Rendered {
  const { text, left, now } = scope;
  const hints = guidance.filter(({ code }) => !answers.includes(code));
  const soon = deadlines.filter((one): one is Deadline & { at: number } => one.state === 'soon' && one.at !== null);
  if (hints.length + contradictions.length + soon.length === 0) return nothing;
  return html`<section part="hints" aria-labelledby="hints">
    <h3 id="hints">${text('hints')}</h3>
    <ul role="list" class="hints">
      ${soon.map(({ code, at, by, seqs }) => {
        const what = text(`deadline.${code}`);
        const said = text('hint.soon', { what, who: by ? text(`actor.${by}`) : '', time: left(at - now) });
        return html`<li class="warns">${said} ${renderWhere(scope, seqs)}</li>`;
      })}
      ${hints.map(
        ({ code, seqs }) =>
          html`<li class=${warns.includes(code) ? 'warns' : 'helps'}>${text(`guidance.${code}`)} ${renderWhere(scope, seqs)}</li>`,
      )}
      ${contradictions.map((one) => html`<li class="warns">${contradictionText(scope, one)} ${renderWhere(scope, one.seqs)}</li>`)}
    </ul>
  </section>`;
}

function contradictionText(
  { text, say, time }: TimelineScope,
  { code, claimed = '', logged = '', by }: Contradiction,
): string {
  const asTime = (value: string): string => time(value) || value;
  const said = text(`claim.${claimed}`) || asTime(claimed);
  return text(`contradiction.${code}`, {
    who: by ? text(`actor.${by}`) : '',
    claimed: said,
    logged: time(logged) || say('', logged) || logged,
  });
}

/** The entries that something rests on, as links to them. */
function renderWhere({ text, entries }: TimelineScope, seqs: readonly number[]): Rendered {
  const known = seqs.filter((seq) => entries.has(seq)).slice(0, 6);
  if (known.length === 0) return nothing;
  return html`<span class="muted">${text(known.length === 1 ? 'where.one' : 'where', { seqs: known.join(', ') })}</span>`;
}

/** By when what is due, and what nobody has said. */
export function renderDeadlines(scope: TimelineScope, { deadlines }: Findings, save: () => void): Rendered {
  const { text, time, left: leftOf, now } = scope;
  if (deadlines.length === 0) return nothing;
  const known = deadlines.filter((one): one is Deadline & { at: number } => one.at !== null);
  const unknown = deadlines.filter(({ at }) => at === null).map(({ code }) => text(`deadline.${code}`));
  const inCalendar = deadlines.some(({ at, state }) => at !== null && (state === 'ahead' || state === 'soon'));
  return html`<section part="deadlines" aria-labelledby="deadlines">
    <h3 id="deadlines">${text('deadlines')}</h3>
    <ul role="list" class="rows">
      ${known.map(({ code, at, by, state }) => {
        const left = at - now;
        return html`<li class="deadline ${state}">
          <span>${text(`deadline.${code}`)}${by ? html` <span class="muted">${text(`actor.${by}`)}</span>` : nothing}</span>
          <span
            ><time datetime=${new Date(at).toISOString()}>${time(at)}</time>
            <strong class="left">${state === 'met' || state === 'passed' ? text(`deadline.is-${state}`) : text('deadline.left', { time: leftOf(left) })}</strong></span
          >
        </li>`;
      })}
    </ul>
    ${unknown.length > 0 ? html`<p class="muted">${text('deadlines.unknown', { what: unknown.join(', ') })}</p>` : nothing}
    ${inCalendar ? html`<button type="button" part="calendar" class="plain" @click=${save}>${text('deadlines.save')}</button>` : nothing}
  </section>`;
}

/** A step that is being decided on. */
export interface Step {
  flow: ActionFlow | undefined;
  /** Whether the decision of the case was sent without one. */
  lacks: boolean;
  ask(action: Action | null): void;
  back(): void;
  send(form: HTMLFormElement): void;
}

/** The ways on, side by side: what each risks, takes and costs (DP-15), and the button that takes it. */
export function renderRoutes(scope: TimelineScope, { routes, guidance }: Findings, step: Step): Rendered {
  const { text } = scope;
  if (routes.length === 0) return nothing;
  const notes = guidance.filter(({ code }) => answers.includes(code));
  return html`<section part="routes" aria-labelledby="routes">
    <h3 id="routes">${text('routes')}</h3>
    <ul role="list" class="routes">
      ${routes.map((route) => renderRoute(scope, route, step))}
    </ul>
    ${notes.map(({ code }) => html`<p class="muted">${text(`guidance.${code}`)}</p>`)}
  </section>`;
}

function renderRoute(scope: TimelineScope, route: RouteChoice, step: Step): Rendered {
  const { text, say, time } = scope;
  const { risk, time: takes, cost, provider, deadline, state, action, outcome } = route;
  const asked = step.flow?.action === action && action !== null;
  const row = (name: string, value: string): Rendered =>
    html`<div><dt>${text(`route.${name}`)}</dt><dd>${value || text('route.unknown')}</dd></div>`;
  return html`<li part="route ${route.route}" class="route ${state}">
    <h4>${text(`route.${route.route}`)} <span class="tag ${state}">${text(outcome ? `route.is-${outcome}` : `route.is-${state}`)}</span></h4>
    <p>${text(`route.about.${route.route}`)}</p>
    <dl>
      ${row('risk', risk ? say('risk', risk) : '')} ${row('time', takes ? say('time', takes) : '')}
      ${row('cost', cost ? say('cost', cost) : '')}
      ${provider ? row('provider', provider) : nothing}
      ${deadline === null ? nothing : row('deadline', deadline === undefined ? text('deadline.unknown') : time(deadline))}
    </dl>
    ${asked ? renderStep(scope, step) : nothing}
    ${
      state === 'open' && action && !asked
        ? html`<button type="button" part="action ${action}" data-action=${action} @click=${() => step.ask(action)}>${text(`do.${action}`)}</button>`
        : nothing
    }
  </li>`;
}

/** The platform's own step: its decision of the case. */
export function renderDecision(scope: TimelineScope, step: Step): Rendered {
  const { text, of } = scope;
  if (!of.order.view?.actions?.includes('resolve')) return nothing;
  const asked = step.flow?.action === 'resolve';
  return html`<section part="decide" aria-labelledby="decide">
    <h3 id="decide">${text('decide')}</h3>
    ${
      asked
        ? renderStep(scope, step)
        : html`<button type="button" part="action resolve" data-action="resolve" @click=${() => step.ask('resolve')}>${text('decide')}</button>`
    }
  </section>`;
}

function renderStep(scope: TimelineScope, { flow, lacks, back, send }: Step): Rendered {
  if (!flow) return nothing;
  const { text, texts, of } = scope;
  const { action, sending, problem, unknown } = flow;
  const decides = action === 'resolve';
  const submit = (event: Event): void => send(formOf(event));
  return html`<form class="step" novalidate @submit=${submit}>
    ${
      unknown
        ? nothing
        : decides
          ? html`<fieldset>
            <legend>${text('decide.outcome')}</legend>
            ${['cancel', 'decline'].map(
              (outcome) =>
                html`<label class="choice"><input type="radio" name="outcome" value=${outcome} ?disabled=${sending} /> ${text(`decide.${outcome}`)}</label>`,
            )}
            <p class="problem" role="alert">${lacks ? text('decide.choose') : ''}</p>
          </fieldset>`
          : html`<p>${text(`record.about.${action}`)}</p>`
    }
    ${unknown ? nothing : html`<label>${text(decides ? 'decide.comment' : 'record.comment')}<textarea name="comment" rows="3" dir="auto" ?readonly=${sending}></textarea></label>`}
    <p class="status" role="status">${sending ? text(flow.phase === 'checking' ? 'checking' : 'sending') : ''}</p>
    <p part="problem" class="problem" role="alert">${problem && !sending ? (problem === 'too-long' ? text('too-long', { count: flow.length, limit: maxComment }) : (texts[`problem.${problem}`] ?? text('problem'))) : ''}${sending ? nothing : renderSignIn(scope, problem)}</p>
    <div class="buttons">
      <button type="button" ?disabled=${flow.locked} @click=${back}>${text('back')}</button>
      <button part="confirm" class="primary" type="button" @click=${submit} aria-busy=${sending ? 'true' : 'false'} aria-disabled=${sending ? 'true' : 'false'}>${unknown ? of.order.texts?.['check-again'] : text(`do.${action}`)}</button>
    </div>
  </form>`;
}

const stages: readonly Stage[] = ['before', 'during', 'after'];

/** What is there and what is missing, by stage (DP-13, DP-18). */
export function renderChecklist(scope: TimelineScope, { checklist }: Findings): Rendered {
  const { text } = scope;
  const due = checklist.filter(({ state }) => state !== 'not-due');
  if (due.length === 0) return nothing;
  const missing = due.filter(({ state }) => state === 'missing').length;
  return html`<details part="checklist">
    <summary><h3>${text('checklist')}</h3> <span class="muted">${text('checklist.count', { count: due.length - missing, all: due.length })}</span></summary>
    <p class="muted">${text('checklist.note')}</p>
    ${stages.map((stage) => {
      const found = due.filter((one) => one.stage === stage);
      return found.length === 0
        ? nothing
        : html`<h4>${text(`stage.${stage}`)}</h4>
            <ul role="list" class="rows">
              ${found.map((one) => renderFinding(scope, one))}
            </ul>`;
    })}
  </details>`;
}

function renderFinding(scope: TimelineScope, { code, state, severity, consequence, action, seqs }: Finding): Rendered {
  const { text } = scope;
  const lacks = state === 'missing';
  return html`<li class="finding ${state} ${lacks ? severity : ''}">
    <span><span class="mark" aria-hidden="true"></span>${text(`checklist.${code}`)}
      <span class="tag ${state}">${text(`checklist.is-${state}`)}${lacks ? html` · ${text(`severity.${severity}`)}` : nothing}</span></span>
    ${lacks && consequence ? html`<span class="muted">${text(`consequence.${consequence}`)}</span>` : nothing}
    ${state !== 'present' && action ? html`<span>${text(`advice.${action}`)}</span>` : nothing}
    ${state === 'present' ? renderWhere(scope, seqs) : nothing}
  </li>`;
}
