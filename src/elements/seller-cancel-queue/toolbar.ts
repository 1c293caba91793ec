import { html, nothing } from 'lit';
import type { Sort } from '../../controllers/queue-controller.ts';
import { cancellationStates } from '../../domain/records.ts';
import { fill } from '../../i18n/wording.ts';
import { type QueueScope, type Rendered, renderSignIn } from './scope.ts';

const sorts: Sort[] = ['cost-of-delay', 'requestedAt', '-requestedAt', 'respondBy', 'amount', '-amount'];

/** Filter, search and order. */
export function renderToolbar({ texts, queue }: QueueScope, filter: (state: string) => void): Rendered {
  const { list, state, typed, sort } = queue;
  const named = state !== 'all' && state !== 'open' && !cancellationStates.includes(state as never);
  const states = cancellationStates.filter((name) => name === state || (list?.counts[name] ?? 0) > 0);
  const filters = ['open', ...states, 'all', ...(named ? [state] : [])];
  const known = Object.keys(list?.counts ?? {}).length > 0;
  return html`<div part="toolbar" class="toolbar">
    <div class="filters" role="group" aria-label=${texts['filter']}>
      ${filters.map(
        (name) =>
          html`<button
            type="button"
            part="filter ${name === state ? 'active' : ''}"
            aria-pressed=${name === state}
            @click=${() => filter(name)}
          >
            ${name
              .split(',')
              .map((one) => texts[`filter.${one}`])
              .join(', ')}${known ? html`&nbsp;<span class="count">${list?.countOf(name)}</span>` : nothing}
          </button>`,
      )}
    </div>
    <input
      part="search"
      type="search"
      dir="auto"
      maxlength="200"
      aria-label=${texts['queue.search']}
      placeholder=${texts['queue.search']}
      .value=${typed}
      @input=${(event: Event) => queue.search((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && queue.search(queue.typed, true)}
    />
    <label class="sort"
      ><span>${texts['queue.sort']}</span
      ><select
        part="sort"
        @change=${(event: Event) => queue.sortBy((event.target as HTMLSelectElement).value as Sort)}
      >
        ${sorts.map((name) => html`<option value=${name} ?selected=${name === sort}>${texts[`sort.${name}`]}</option>`)}
      </select></label
    >
    <button part="refresh" type="button" @click=${() => queue.refresh()}>${texts['queue.refresh']}</button>
  </div>`;
}

/** What is new is told, and shown when the person wants it: nobody's rows move while they are read. */
export function renderNews(scope: QueueScope): Rendered {
  const { texts, queue } = scope;
  const { news, moved, problem, items } = queue.list ?? { news: new Set() };
  const text = news.size
    ? fill(texts['queue.news'], { count: news.size })
    : moved && !problem
      ? texts['queue.moved']
      : '';
  const stale = problem && items?.length ? texts[problem === 'sign-in-required' ? 'queue.sign-in' : 'queue.stale'] : '';
  const signIn = renderSignIn(scope, problem);
  return html`<div class="news" role="status">
    ${text ? html`<button part="news" type="button" @click=${() => queue.refresh()}>${text}</button>` : nothing}
    ${stale ? html`<span part="problem" class="problem">${stale}</span> ${signIn} <button type="button" @click=${() => queue.refresh()}>${texts['retry']}</button>` : nothing}
  </div>`;
}

/** What can be done with the chosen rows. */
export function renderSelection(
  { texts, queue }: QueueScope,
  decide: (action: 'accept' | 'decline') => void,
  clear: () => void,
  missing: Rendered,
): Rendered {
  const count = queue.selection.ids.size;
  if (count === 0) return nothing;
  return html`<div part="selection" class="selection">
    <span role="status">${fill(texts['select.count'], { count })}</span>
    <button type="button" @click=${() => decide('accept')}>${texts['select.accept']}</button>
    <button type="button" @click=${() => decide('decline')}>${texts['select.decline']}</button>
    <button type="button" class="quiet" @click=${clear}>${texts['select.clear']}</button>
    ${missing}
  </div>`;
}
