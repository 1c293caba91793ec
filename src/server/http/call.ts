import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';

/** One request on its way to a handler, with what was found in it. */
export interface Call<Input> {
  context: Context;
  request: Request;
  /** The variable segments of the path, decoded, in order. */
  segments: string[];
  input: Input;
  principal: Principal;
}
