/** A part of the package that could not be loaded, a second time either: gone after a deploy, or out of reach. */
export class MissingPart extends Error {}

let attempts = 0;

/**
 * Loads a part of the package that comes later. One that failed is asked for once more, by an address of its own: a
 * browser may keep the failure under the first one until the page is left. Rejects with {@link MissingPart}.
 * @param has what it exports, where anything of it is used
 * @param again imports a module by its address
 */
export async function loadPart<Part>(
  load: () => Promise<Part>,
  has?: keyof Part,
  again: (url: string) => Promise<unknown> = (url) => import(/* @vite-ignore */ /* webpackIgnore: true */ url),
): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    const message = String((error as Error | null)?.message ?? error);
    // Chromium and Firefox name the module that was asked for; where nobody does, there is nothing to ask for.
    const [url] = message.match(/https?:\/\/\S+$/) ?? [];
    try {
      if (!url) throw error;
      return partOf(await again(`${url}${url.includes('?') ? '&' : '?'}again=${++attempts}`), has);
    } catch {
      throw new MissingPart(message, { cause: error });
    }
  }
}

/** A file may hold several modules, each under a short name that only its bundler knows. */
function partOf<Part>(file: unknown, has: keyof Part | undefined): Part {
  const modules = [file, ...Object.values(Object(file))] as Part[];
  const part = has === undefined ? modules[0] : modules.find((one) => has in Object(one));
  if (!part) throw new Error();
  return part;
}
