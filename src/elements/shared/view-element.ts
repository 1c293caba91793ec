import type { PropertyDeclarations } from 'lit';
import type { CancellationBackend } from '../../backend/backend.ts';
import { warnOfMissing } from '../../controllers/warn.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import { BaseElement } from './base-element.ts';

/** What a shell shows once it is there. */
export interface View {
  /** The language that is asked for. */
  readonly language: string;
  render(): unknown;
  refresh(): Promise<void>;
}

/** An element whose view is loaded when it is first connected. Until then it shows what the page has put inside. */
export abstract class ViewElement extends BaseElement {
  static override properties: PropertyDeclarations = {
    backend: {},
    policy: {},
    signInUrl: { attribute: 'sign-in-url' },
  };

  /** URL of the server, or an adapter of the page's own (property only). */
  declare backend: string | CancellationBackend | undefined;
  /** Name given to `registerPolicy`, URL of a policy's JSON, or the policy itself (property only). */
  declare policy: string | CancelPolicy | undefined;

  /** Where people sign in; a link is offered where the session has ended. */
  declare signInUrl: string | undefined;

  #view: Promise<View | undefined> | undefined;
  #shown: View | undefined;

  /** Loads the view and binds it to this element. */
  protected abstract load(): Promise<View>;

  /**
   * Loads what it shows before it is on the page. Rejects where that is missing.
   * @internal
   */
  async prepare(): Promise<void> {
    // A view brings its styles there.
    (this as { renderRoot: HTMLElement | DocumentFragment }).renderRoot ??= this.createRenderRoot();
    await this.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#open();
  }

  /** Reads everything again. Resolves when it was answered and shown. */
  async refresh(): Promise<void> {
    await (await this.#open())?.refresh();
  }

  protected override get spoken(): string {
    return this.#shown?.language ?? super.spoken;
  }

  protected override render(): unknown {
    return this.#shown ? this.#shown.render() : super.render();
  }

  #open(): Promise<View | undefined> {
    this.#view ??= this.load().then(
      (view) => {
        this.#shown = view;
        this.requestUpdate();
        return view;
      },
      (error) => {
        this.#view = undefined;
        warnOfMissing(error);
        return undefined;
      },
    );
    return this.#view;
  }
}
