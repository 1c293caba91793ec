import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { namedPolicy } from '../client/named-policy.ts';
import { watchPage } from '../client/page-changes.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor } from '../domain/records.ts';
import { textsKey } from '../i18n/texts.ts';
import { type Settings, settingOf, surroundingsOf } from './surroundings.ts';

/** An element that shows a policy. */
export type PolicyHost = ReactiveControllerHost & HTMLElement & Settings;

/** Binds a policy to an element: the one that the page names or gives, in the language around it. */
export class PolicyController implements ReactiveController {
  readonly #host: PolicyHost;
  #providers: HTMLElement[] = [];
  #leave: (() => void) | undefined;

  language = 'en';

  constructor(host: PolicyHost) {
    this.#host = host;
    host.addController(this);
  }

  get actor(): Actor {
    return settingOf(this.#host, this.#providers, 'actor') ?? 'buyer';
  }

  /** `undefined` while it is looked for; `null` where there is none. */
  get policy(): CancelPolicy | null | undefined {
    const given = settingOf(this.#host, this.#providers, 'policy');
    return typeof given === 'string' ? namedPolicy(given) : (given ?? null);
  }

  /** Another one: the words are others. */
  get words(): string {
    return textsKey(this.language);
  }

  hostConnected(): void {
    this.#relocate();
    this.#leave = watchPage(this.#relocate);
  }

  hostDisconnected(): void {
    this.#leave?.();
  }

  readonly #relocate = (): void => {
    ({ providers: this.#providers, language: this.language } = surroundingsOf(this.#host));
    this.#host.requestUpdate();
  };
}
